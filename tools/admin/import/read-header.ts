import { OperatorError } from '../operator-error'

/** The columns that a file must have, in any order; others are not looked at. */
export const COLUMNS = ['name', 'owner_email', 'stripe_customer_id'] as const

/**
 * Names the columns of a file by its first line; false for one that is not looked at.
 *
 * @throws {OperatorError} when a column is missing or there twice
 */
export function readHeader(header: readonly string[]): (string | false)[] {
  const names = header.map((name) => name.trim().toLowerCase())
  for (const column of COLUMNS) {
    const count = names.filter((name) => name === column).length
    if (count !== 1)
      throw new OperatorError(
        `The file's first line must name the columns ${COLUMNS.join(', ')}, separated by commas: ${column} is ${count === 0 ? 'missing' : 'there twice'}.`,
      )
  }
  return names.map((name) => COLUMNS.some((column) => column === name) && name)
}
