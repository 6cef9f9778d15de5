import { randomBytes } from 'node:crypto'

/** `length` random base62 characters from the system's CSPRNG. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) text += randomBytes(length).toString('base64url').replace(/[-_]/g, '')
  return text.slice(0, length)
}

/** An id in Stripe's format: `cus_NffrFeUfNV2Hib`, `sub_1MowQVLkdIwHu7ixeRlqHVzs`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(['cus', 'prod', 'si', 'req'].includes(prefix) ? 14 : 24)}`
}
