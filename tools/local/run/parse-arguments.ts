export type Command = [program: string, ...args: string[]]

/** @throws {Error} how to use it, when there is no command */
export function parseArguments(args: string[]): { welcome: boolean; command: Command } {
  const welcome = args[0] === '--welcome'
  const [program, ...rest] = welcome ? args.slice(1) : args
  if (!program || program.startsWith('--')) {
    throw new Error('Usage: npm run local -- [--welcome] COMMAND…, for example: npm run local -- npm start')
  }
  return { welcome, command: [program, ...rest] }
}
