import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { OperatorError } from './operator-error'

/** A command that reports bad usage as a sentence, like every other error. */
export class AdminCommand extends Command {
  /** Called by commander for every command below this one. */
  override createCommand(name?: string): Command {
    return new AdminCommand(name)
  }

  /** @throws {OperatorError} always */
  override error(message: string): never {
    const problem = message
      .replace(/^error: /, '')
      .replaceAll('\n', ' ')
      .replace(/\.$/, '')
    const sentence = problem.charAt(0).toUpperCase() + problem.slice(1)
    throw new OperatorError(`${sentence}: see ${callOf(this)} --help.`)
  }
}

/** The full command line up to a command's name. The program's own name says how it is run. */
export function callOf(command: CommandUnknownOpts): string {
  const names = [command.name()]
  for (let { parent } = command; parent; { parent } = parent) names.unshift(parent.name())
  return names.join(' ')
}
