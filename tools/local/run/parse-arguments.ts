export type Command = [program: string, ...args: string[]]

type Arguments = {
  welcome: boolean
  /** Whether `.env*` is read. */
  envFiles: boolean
  command: Command
}

/** @throws {Error} how to use it, when there is no command */
export function parseArguments(args: string[]): Arguments {
  const start = args.findIndex((arg) => arg !== '--welcome' && arg !== '--no-env-files')
  const options = args.slice(0, start)
  const [program, ...rest] = args.slice(start)
  if (start < 0 || !program || program.startsWith('--')) {
    throw new Error(
      'Usage: npm run local -- [--welcome] [--no-env-files] COMMAND…, for example: npm run local -- npm ' +
        'start',
    )
  }
  return {
    welcome: options.includes('--welcome'),
    envFiles: !options.includes('--no-env-files'),
    command: [program, ...rest],
  }
}
