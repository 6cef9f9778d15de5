import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { addAccountCommands } from './account'
import { AdminCommand, callOf } from './admin-command'
import { addAuditCommand } from './audit'
import { failureSentence } from './failure-sentence'
import { type Io, printResult } from './io'
import { addKeyCommands } from './key'
import { addMemberCommands } from './member'
import { OperatorError } from './operator-error'
import { addPortalCommands } from './portal'
import { addReconcileCommand } from './reconcile'
import { addUserCommands } from './user'

/** Width of the help text in columns, whatever the terminal's width. */
const HELP_WIDTH = 100

/**
 * Runs one of the operator's commands. Database connections stay open for the next one.
 *
 * @param args the command-line arguments after the program's name
 * @returns the exit code
 */
export async function runAdmin(args: readonly string[], io: Io): Promise<0 | 1> {
  try {
    // Commander's own help command reads only one word.
    const typed = args[0] === 'help' ? [...args.slice(1), '--help'] : args
    await createProgram(io).parseAsync(typed, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof OperatorError && error.result !== undefined) printResult(io, error.result)
    io.err(`${failureSentence(error instanceof CommanderError ? noCommand() : error)}\n`)
    return 1
  }
}

function createProgram(io: Io): AdminCommand {
  const program = new AdminCommand('npm run --silent admin --')
  program
    .description(
      'Each command prints its result as one line of JSON on standard output. On a problem it prints ' +
        'one sentence on standard error and exits with code 1. Nothing has changed then, unless the ' +
        'sentence says so.',
    )
    .exitOverride()
    // Errors are thrown, so commander only writes help.
    .configureOutput({ writeOut: io.out, writeErr: () => {}, getOutHelpWidth: () => HELP_WIDTH })
    .configureHelp({ commandUsage: (command) => `${callOf(command)} ${synopsis(command)}` })
    .addHelpText('after', () => `\nEvery command:\n${everyCommand(program)}`)
    .addHelpText(
      'after',
      '\nWithout a database or Stripe: npm run local -- npm run --silent admin -- COMMAND',
    )
  for (const add of [
    addAccountCommands,
    addMemberCommands,
    addUserCommands,
    addKeyCommands,
    addPortalCommands,
    addAuditCommand,
    addReconcileCommand,
  ])
    add(program, io)
  return program
}

const everyCommand = (program: AdminCommand) =>
  program.commands
    .flatMap((noun) =>
      noun.commands.length === 0
        ? `  ${noun.name()} ${synopsis(noun)}`
        : noun.commands.map((verb) => `  ${noun.name()} ${verb.name()} ${synopsis(verb)}`),
    )
    .join('\n')

/** A command's arguments and options, with optional ones in brackets. */
function synopsis({ commands, registeredArguments, options }: CommandUnknownOpts): string {
  if (commands.length > 0) return 'COMMAND'
  const argument = (name: string, isRequired: boolean) => (isRequired ? `<${name}>` : `[${name}]`)
  return [
    ...registeredArguments.map((each) => argument(each.name(), each.required)),
    ...options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`)),
  ].join(' ')
}

/** Commander shows help when a command is missing. */
const noCommand = () => new OperatorError('Name a command: npm run --silent admin -- help lists them.')
