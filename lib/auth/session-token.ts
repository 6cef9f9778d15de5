import { cookieNames, cookieValues } from './cookie-names'

/** NextAuth makes UUIDs; anything else in the cookie is noise, and is dropped before it costs a query. */
const TOKEN = /^[\w-]{1,255}$/

/**
 * What a request's `Cookie` header says the session token is: nothing, one, or several that only the database
 * can tell apart.
 */
export function sessionTokens(cookieHeader: string | null): string[] {
  const values = cookieValues(cookieHeader, cookieNames().sessionToken)
  return [...new Set(values.filter((value) => parseSessionToken(value) !== null))]
}

/** The token when it can be one, else null. */
export function parseSessionToken(value: string | undefined): string | null {
  return value !== undefined && TOKEN.test(value) ? value : null
}
