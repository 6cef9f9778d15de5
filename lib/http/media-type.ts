/** A parsed `Content-Type`: the essence in lower case and its charset, if any. Null without the header. */
export type MediaType = { essence: string; charset: string | null }

/** Parses `Content-Type` as far as needed here: `type/subtype` and `charset` (RFC 9110, 8.3.1). */
export function findMediaType(headers: Headers): MediaType | null {
  const value = headers.get('Content-Type')
  if (value === null) return null
  const [essence = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  return { essence, charset: charset?.replace(/^"(.*)"$/, '$1') ?? null }
}

export const JSON_TYPE = 'application/json'
export const FORM_TYPE = 'application/x-www-form-urlencoded'
