import { ApiError } from '@/lib/api-error'

/** More than any form of ours has, and longer than any of its fields may be. */
const MOST_FIELDS = 20
const MOST_LENGTH = 2_000

/** Fields that React adds to find the action and its state. */
const OF_REACT = /^\$ACTION/

/**
 * A form's fields as plain text, each once.
 *
 * @param form what arrived: a caller who is no browser may send anything
 * @throws {ApiError} VALIDATION_FAILED for what no form of ours sends: files, fields given twice, too much,
 *   NUL, broken Unicode
 */
export function formFields(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) throw refused('The request is not a form')
  const fields = [...form].filter(([name]) => !OF_REACT.test(name))
  if (fields.length > MOST_FIELDS) throw refused('The form has too many fields')

  const read = new Map<string, string>()
  for (const [name, value] of fields) {
    if (typeof value !== 'string' || value.length > MOST_LENGTH)
      throw refused('A field of the form is too long')
    if (value.includes('\0') || !value.isWellFormed())
      throw refused('A field of the form is not readable text')
    if (read.has(name) || name === '__proto__') throw refused('The form must not name a field twice')
    read.set(name, value)
  }
  return Object.fromEntries(read)
}

const refused = (message: string) => new ApiError('VALIDATION_FAILED', { message })
