import { commands } from './commands'
import { failureSentence } from './failure-sentence'
import { help } from './help'
import type { Io } from './io'
import { OperatorError } from './operator-error'

/**
 * Runs one of the operator's commands. Connections stay open for the next one.
 *
 * @param args what was typed after the program's name
 * @returns the exit code
 */
export async function runAdmin(args: readonly string[], io: Io): Promise<0 | 1> {
  if (args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    io.out(help(commands))
    return 0
  }
  try {
    const command = findCommand(args)
    printJson(await command.run(args.slice(2), io), io)
    return 0
  } catch (error) {
    if (error instanceof OperatorError && error.result !== undefined) printJson(error.result, io)
    io.err(`${failureSentence(error)}\n`)
    return 1
  }
}

function findCommand([noun = '', verb = '']: readonly string[]) {
  const name = `${noun} ${verb}`.trim()
  const found = commands.find((command) => command.name === name)
  if (found) return found
  const problem = name ? `There is no command "${name}"` : 'Say what to do'
  throw new OperatorError(`${problem}: npm run --silent admin -- help lists the commands.`)
}

const printJson = (value: unknown, io: Io) => io.out(`${JSON.stringify(value)}\n`)
