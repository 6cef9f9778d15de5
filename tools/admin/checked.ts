import type { z } from 'zod'
import { OperatorError } from './operator-error'

/**
 * Creates a commander parser for an option or argument from a schema. Bad input stops a command before it
 * does anything.
 *
 * @param label the option's name in the error message, such as `--name`
 */
export function checked<Output>(label: string, schema: z.ZodType<Output, string>) {
  /** @throws {OperatorError} when the value is missing, repeated or invalid */
  return (value: string, previous: Output | undefined): Output => {
    if (previous !== undefined) throw new OperatorError(`${label} is given twice: give it once.`)
    // For an option without a value, commander takes the next option.
    if (value.startsWith('--')) throw new OperatorError(`${label} needs a value.`)
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    throw new OperatorError(`${label} ${parsed.error.issues[0]?.message}.`)
  }
}
