import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * An API key is `orbitkit_` + 32 random base62 characters + a checksum of 6 base62 characters. The prefix
 * lets secret scanners and people recognise a leaked key. The checksum lets them and {@link parseApiKey} tell
 * a key from noise without a query.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
const PREFIX = 'orbitkit_'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * 32 base62 characters hold 190 bits. They cannot be guessed, so one round of SHA-256 is enough for storage.
 */
const SECRET_LENGTH = 32

/** The shortest length that holds every CRC32: 62^5 < 2^32 < 62^6. */
const CHECKSUM_LENGTH = 6

/** The prefix and four characters: enough to distinguish an account's keys, too few to guess the rest. */
const START_LENGTH = PREFIX.length + 4

const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`)

/** Generates a key with the system's CSPRNG. `randomInt` avoids the bias of a plain modulo. */
export function mintApiKey(): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => BASE62.charAt(randomInt(BASE62.length))).join('')
  return withChecksum(PREFIX + secret)
}

/**
 * Returns the key when `text` is exactly one, else null. Only the database knows whether it was issued. Every
 * change of one character is caught, because CRC32 catches every burst of up to 32 bits.
 */
export function parseApiKey(text: string): string | null {
  if (!SHAPE.test(text)) return null
  return withChecksum(text.slice(0, -CHECKSUM_LENGTH)) === text ? text : null
}

/** SHA-256 of the whole key in lower-case hex (64 digits). It is stored and looked up in place of the key. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The key's first 13 characters, for display. */
export function apiKeyStart(key: string): string {
  return key.slice(0, START_LENGTH)
}

function withChecksum(body: string): string {
  return body + toBase62(crc32(body)).padStart(CHECKSUM_LENGTH, '0')
}

function toBase62(value: number): string {
  const rest = Math.floor(value / BASE62.length)
  return (rest > 0 ? toBase62(rest) : '') + BASE62.charAt(value % BASE62.length)
}
