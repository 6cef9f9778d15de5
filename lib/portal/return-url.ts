/** Where the portal links back to by default. */
export const DEFAULT_RETURN_PATH = '/billing'

/** In characters. Stripe refuses longer URLs. */
export const RETURN_URL_MAX_LENGTH = 2_048

/**
 * Characters that URL parsers treat differently: backslashes, lone surrogates, and white space and control
 * characters, which some strip.
 */
const AMBIGUOUS = /[\\\s\p{Cc}\p{Cs}]/u

/**
 * Percent-encoded slashes, backslashes and control characters. A parser that decodes the path could read them
 * as separators.
 */
const ENCODED_SEPARATOR = /%(?:2f|5c|[01][0-9a-f]|7f)/i

/**
 * Resolves a return URL: a path on this origin, or an absolute URL on this origin or one of `allowed`.
 *
 * @param origins.own this deployment's origin, such as `https://billing.example.com`
 * @param origins.allowed further origins
 * @returns the absolute URL, or null for anything else: other schemes, hosts or ports, `//host`, `/\host`,
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
