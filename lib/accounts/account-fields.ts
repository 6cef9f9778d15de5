import { z } from 'zod'
import { parseEmailAddress } from '../email-address'

/** In code points, not UTF-16 units, as PostgreSQL's check counts. */
const MAX_NAME_LENGTH = 200

/** Control characters, and U+FFFD, which replaces bytes that are not UTF-8. */
const UNREADABLE = /[\p{Cc}\p{Cs}\u{fffd}]/u

/** A billing account's name: 1 to 200 characters after trimming. */
export const accountName = z
  .string()
  .trim()
  .refine((name) => name !== '' && [...name].length <= MAX_NAME_LENGTH, {
    error: `must be 1 to ${MAX_NAME_LENGTH} characters and not blank`,
    abort: true,
  })
  .refine((name) => !UNREADABLE.test(name), {
    error: 'must be readable UTF-8 text without control characters',
  })

/** An email address, normalized by {@link parseEmailAddress}. */
export const emailAddress = z.string().transform((text, context) => {
  const address = parseEmailAddress(text)
  if (address !== null) return address
  const hasOnlyAscii = /^[\0-\x7f]*$/.test(text)
  context.addIssue({
    code: 'custom',
    message: hasOnlyAscii
      ? 'must be an email address such as ada@example.com'
      : 'must be an email address with only ASCII characters, and no invisible characters around it',
  })
  return z.NEVER
})
