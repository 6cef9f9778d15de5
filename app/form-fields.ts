import { ApiError } from '@/lib/api-error'

/** Above anything that our own forms send; the length is in UTF-16 code units. */
const MAX_FIELDS = 20
const MAX_LENGTH = 2_000

/** Fields that React adds to find the action and its state. */
const REACT_FIELD = /^\$ACTION/

/**
 * Reads a form's text fields.
 *
 * @param form untrusted: a client that is not a browser can send anything
 * @throws {ApiError} VALIDATION_FAILED for files, repeated fields, too many or too long fields, NUL and
 *   malformed Unicode
 */
export function formFields(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) throw refused('The request is not a form')
  const fields = [...form].filter(([name]) => !REACT_FIELD.test(name))
  if (fields.length > MAX_FIELDS) throw refused('The form has too many fields')

  const read = new Map<string, string>()
  for (const [name, value] of fields) {
    if (typeof value !== 'string' || value.length > MAX_LENGTH) throw refused('A form field is too long')
    if (value.includes('\0') || !value.isWellFormed()) throw refused('A form field is not valid text')
    if (read.has(name) || name === '__proto__') throw refused('The form repeats a field')
    read.set(name, value)
  }
  return Object.fromEntries(read)
}

const refused = (message: string) => new ApiError('VALIDATION_FAILED', { message })
