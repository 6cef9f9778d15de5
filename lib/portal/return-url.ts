/** Stripe refuses longer addresses; nobody needs one. */
const MAX_LENGTH = 2_048

/**
 * What browsers and servers read differently, and so what address tricks are made of: backslashes, white
 * space and control characters (which URL parsers strip), and lone surrogates.
 */
const AMBIGUOUS = /[\\\s\p{Cc}\p{Cs}]/u

/**
 * The same hidden by percent-encoding where it could become a path's separator later: / \ and control
 * characters.
 */
const ENCODED_SEPARATOR = /%(?:2f|5c|[01][0-9a-f]|7f)/i

/**
 * Resolves where a person may be sent back to: a path on this origin, or an absolute address on this origin
 * or one of `allowed`.
 *
 * @param origins.own this deployment's origin, such as `https://billing.example.com`
 * @param origins.allowed further origins
 * @returns the absolute address, or null for everything else: other schemes, hosts or ports, `//host`,
 *   `/\host`, `https:host`, user names in the address, and characters that parsers disagree on.
 */
export function findReturnUrl(
  value: string,
  origins: { readonly own: string; readonly allowed: readonly string[] },
): string | null {
  if (value.length > MAX_LENGTH || AMBIGUOUS.test(value)) return null
  // Only these two spellings are read alike by everybody.
  const isPath = /^\/(?!\/)/.test(value)
  if (!isPath && !/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(value)) return null

  const url = URL.canParse(value, origins.own) ? new URL(value, origins.own) : null
  if (!url || url.username || url.password) return null
  if (url.pathname.startsWith('//') || ENCODED_SEPARATOR.test(url.pathname)) return null
  return [origins.own, ...origins.allowed].includes(url.origin) ? url.href : null
}
