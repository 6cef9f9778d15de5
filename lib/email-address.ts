import { z } from 'zod'

/** SMTP's limit for a whole address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets). */
const MAX_LENGTH = 254

/**
 * Padding around an address. Other white space, such as a no-break space, is part of the address and makes it
 * none.
 */
const PADDING = /^[ \t\r\n]+|[ \t\r\n]+$/g

/**
 * Reads an email address and returns the one form in which people are found by it: ASCII, in lower case.
 * Returns null when the text is no such address.
 *
 * The shape is HTML's (ASCII, no quoted local part), with a dot in the domain, because an address without one
 * is a typing mistake. It is checked before the case is folded: Unicode folds some characters into ASCII
 * letters (the Kelvin sign into k), which would turn one person's address into another's. So an
 * internationalized address (RFC 6531) is refused.
 *
 * A shape proves nothing about who owns the address. The sign-in provider has to verify that.
 */
export function parseEmailAddress(text: string): string | null {
  const address = text.replace(PADDING, '')
  const isAddress =
    address.length <= MAX_LENGTH && z.regexes.html5Email.test(address) && /@.+\./.test(address)
  return isAddress ? address.toLowerCase() : null
}
