import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { addAccountCommands } from './account'
import { AdminCommand, callOf } from './admin-command'
import { addAuditCommand } from './audit'
import { failureSentence } from './failure-sentence'
import { answer, type Io } from './io'
import { addKeyCommands } from './key'
import { addMemberCommands } from './member'
import { OperatorError } from './operator-error'
import { addPortalCommands } from './portal'
import { addUserCommands } from './user'

/** Columns of the help text, for a terminal of any width. */
const HELP_WIDTH = 100

/**
 * Runs one of the operator's commands. Connections stay open for the next one.
 *
 * @param args what was typed after the program's name
 * @returns the exit code
 */
export async function runAdmin(args: readonly string[], io: Io): Promise<0 | 1> {
  try {
    // Commander's own help command looks at one word alone.
    const typed = args[0] === 'help' ? [...args.slice(1), '--help'] : args
    await createProgram(io).parseAsync(typed, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof OperatorError && error.result !== undefined) answer(io, error.result)
    io.err(`${failureSentence(error instanceof CommanderError ? noCommand() : error)}\n`)
    return 1
  }
}

function createProgram(io: Io): AdminCommand {
  const program = new AdminCommand('npm run --silent admin --')
  program
    .description(
      'Each command prints its answer as one line of JSON on standard output. A problem is told in one ' +
        'sentence on standard error, with exit code 1, and then nothing was changed unless the sentence ' +
        'says so.',
    )
    .exitOverride()
    // Refusals are thrown; what is left is help.
    .configureOutput({ writeOut: io.out, writeErr: () => {}, getOutHelpWidth: () => HELP_WIDTH })
    .configureHelp({ commandUsage: (command) => `${callOf(command)} ${synopsis(command)}` })
    .addHelpText('after', () => `\nEvery command:\n${everyCommand(program)}`)
    .addHelpText('after', '\nOn a bare machine: npm run local -- npm run --silent admin -- COMMAND')
  for (const add of [
    addAccountCommands,
    addMemberCommands,
    addUserCommands,
    addKeyCommands,
    addPortalCommands,
    addAuditCommand,
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

/** What stands behind a command; what is in brackets may be left out. */
function synopsis({ commands, registeredArguments, options }: CommandUnknownOpts): string {
  if (commands.length > 0) return 'COMMAND'
  const argument = (name: string, isRequired: boolean) => (isRequired ? `<${name}>` : `[${name}]`)
  return [
    ...registeredArguments.map((each) => argument(each.name(), each.required)),
    ...options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`)),
  ].join(' ')
}

/** Commander shows help where a command is missing. */
const noCommand = () =>
  new OperatorError('Say what to do: npm run --silent admin -- help lists the commands.')
