/** Where the portal leads back to when the request does not say. */
export const DEFAULT_RETURN_PATH = '/billing'

/** In characters. Stripe refuses longer URLs. */
export const RETURN_URL_MAX_LENGTH = 2_048

/**
 * Characters that URL parsers treat differently: backslashes, white space and control characters (which some
 * strip), and lone surrogates.
 */
const AMBIGUOUS = /[\\\s\p{Cc}\p{Cs}]/u

/**
 * The same, percent-encoded in a path, where decoding could turn them into a separator: / \ and control
 * characters.
 */
const ENCODED_SEPARATOR = /%(?:2f|5c|[01][0-9a-f]|7f)/i

/**
 * Resolves a return URL: a path on this origin, or an absolute URL on this origin or one of `allowed`.
 *
 * @param origins.own this deployment's origin, such as `https://billing.example.com`
 * @param origins.allowed further origins
 * @returns the absolute URL, or null for everything else: other schemes, hosts or ports, `//host`, `/\host`,
 *   `https:host`, user names in the URL, and characters that parsers disagree on.
 */
export function findReturnUrl(
  value: string,
  origins: { readonly own: string; readonly allowed: readonly string[] },
): string | null {
  if (value.length > RETURN_URL_MAX_LENGTH || AMBIGUOUS.test(value)) return null
  // All parsers agree only on these two forms.
  const isPath = /^\/(?!\/)/.test(value)
  if (!isPath && !/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(value)) return null

  const url = URL.canParse(value, origins.own) ? new URL(value, origins.own) : null
  if (!url || url.username || url.password) return null
  if (url.pathname.startsWith('//') || ENCODED_SEPARATOR.test(url.pathname)) return null
  return [origins.own, ...origins.allowed].includes(url.origin) ? url.href : null
}
