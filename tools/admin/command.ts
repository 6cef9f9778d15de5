import type { z } from 'zod'
import type { Io } from './io'
import { OperatorError } from './operator-error'
import { readArguments } from './read-arguments'
import { requireSetting } from './require-setting'

/** One of the operator's commands, such as `account create`. */
export type Command = {
  /** The words it is called by. */
  name: string
  /** What stands behind the name. */
  synopsis: string
  summary: string
  /** @returns what is printed as JSON */
  run(args: readonly string[], io: Io): Promise<unknown>
}

type Definition<Input extends z.ZodObject> = Omit<Command, 'run'> & {
  /** Every field is an option of that name, except the positionals. */
  input: Input
  positionals?: readonly (keyof z.input<Input> & string)[]
  /** What the environment must have; the database unless said otherwise. */
  needs?: readonly Parameters<typeof requireSetting>[0][]
  run(input: z.output<Input>, io: Io): Promise<unknown>
}

/** Makes a command whose input is read and checked before it runs, so that bad input changes nothing. */
export function command<Input extends z.ZodObject>(definition: Definition<Input>): Command {
  const { name, synopsis, summary, input, positionals = [], needs = ['DATABASE_URL'], run } = definition
  const usage = `npm run --silent admin -- ${name} ${synopsis}`.trimEnd()
  const options = Object.keys(input.shape).filter((field) => !positionals.some((word) => word === field))
  return {
    name,
    synopsis,
    summary,
    async run(args, io) {
      const given = readArguments(args, { usage, positionals, options })
      const parsed = input.safeParse(given)
      if (parsed.success) {
        for (const setting of needs) requireSetting(setting)
        return run(parsed.data, io)
      }
      const [issue] = parsed.error.issues
      const field = String(issue?.path[0])
      const label = options.includes(field) ? `--${field}` : field.toUpperCase()
      if (!(field in given)) throw new OperatorError(`${label} is missing; usage: ${usage}`)
      throw new OperatorError(`${label} ${issue?.message}.`)
    },
  }
}
