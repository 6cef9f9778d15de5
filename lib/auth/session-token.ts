import { cookieNames, cookieValues } from './cookies'

/** NextAuth generates UUIDs. Anything else is dropped before it costs a query. */
const TOKEN = /^[\w-]{1,255}$/

/** The session tokens in a `Cookie` header: none, one, or several that only the database can judge. */
export function sessionTokens(cookieHeader: string | null): string[] {
  const values = cookieValues(cookieHeader, cookieNames().sessionToken)
  return [...new Set(values.filter((value) => parseSessionToken(value) !== null))]
}

/** Returns the value when it can be a token, else null. */
export function parseSessionToken(value: string | undefined): string | null {
  return value !== undefined && TOKEN.test(value) ? value : null
}
