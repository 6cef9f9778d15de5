import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The largest multiple of the alphabet's size in a byte; bytes above it are dropped, so that every character is equally likely. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length)

/** `length` random base62 characters from the system's CSPRNG. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < FAIR_BYTES && text.length < length) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}

/** These have 14 characters after the prefix, all others 24, as at Stripe. */
const SHORT = ['cus', 'prod', 'si', 'req']

/** An id that looks like Stripe's: `cus_NffrFeUfNV2Hib`, `sub_1MowQVLkdIwHu7ixeRlqHVzs`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(SHORT.includes(prefix) ? 14 : 24)}`
}
