import type { z } from 'zod'
import { OperatorError } from './operator-error'

/**
 * Makes commander's parser for an option or argument from a schema, so that bad input is refused before
 * anything is done.
 *
 * @param label what the refusal calls it, such as `--name`
 */
export function checked<Output>(label: string, schema: z.ZodType<Output, string>) {
  /** @throws {OperatorError} when the value is none, is given twice, or does not fit the schema */
  return (value: string, previous: Output | undefined): Output => {
    if (previous !== undefined) throw new OperatorError(`${label} is given twice: give it once.`)
    // Commander takes the next option for the value of one that has none.
    if (value.startsWith('--')) throw new OperatorError(`${label} needs a value.`)
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    throw new OperatorError(`${label} ${parsed.error.issues[0]?.message}.`)
  }
}
