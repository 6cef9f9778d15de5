import { z } from 'zod'

/** SMTP's limit for a whole address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const MAX_LENGTH = 254

/** White space to trim. Any other, such as a no-break space, is part of the address and makes it invalid. */
const PADDING = /^[ \t\r\n]+|[ \t\r\n]+$/g

/**
 * Parses an email address into the form that users are looked up by: ASCII, in lower case. Returns null for
 * anything else.
 *
 * The syntax is HTML's (ASCII, no quoted local part) plus a dot in the domain: without one it is a typo. It
 * is checked before lower-casing, because Unicode folds some characters into ASCII letters (the Kelvin sign
 * into k) and would turn one person's address into another's. Internationalized addresses (RFC 6531) are
 * refused.
 *
 * Valid syntax does not prove ownership. The sign-in provider has to verify that.
 */
export function parseEmailAddress(text: string): string | null {
  const address = text.replace(PADDING, '')
  const isAddress =
    address.length <= MAX_LENGTH && z.regexes.html5Email.test(address) && /@.+\./.test(address)
  return isAddress ? address.toLowerCase() : null
}
