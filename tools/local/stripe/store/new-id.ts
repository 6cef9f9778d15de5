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

/** Prefixes and the length of what follows them, as in Stripe's own ids. */
const ID_LENGTHS = {
  cus: 14,
  prod: 14,
  si: 14,
  req: 14,
  pm: 24,
  price: 24,
  sub: 24,
  in: 24,
  ii: 24,
  il: 24,
  bpc: 24,
  bps: 24,
  evt: 24,
} as const

/** An id that looks like Stripe's: `cus_NffrFeUfNV2Hib`, `sub_1MowQVLkdIwHu7ixeRlqHVzs`. */
export function newId(prefix: keyof typeof ID_LENGTHS): string {
  return `${prefix}_${randomText(ID_LENGTHS[prefix])}`
}
