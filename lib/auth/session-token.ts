import { origin } from '../origin'

/** NextAuth makes UUIDs; anything else in the cookie is noise, and is dropped before it costs a query. */
const TOKEN = /^[\w-]{1,255}$/

/** The cookie that NextAuth 4 keeps the session token in; `__Secure-` makes browsers refuse it from plain http. */
export function sessionCookieName(ownOrigin: string = origin()): string {
  return ownOrigin.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

/** What a request's `Cookie` header says the session token is; null when it says nothing usable. */
export function findSessionToken(cookieHeader: string | null): string | null {
  const name = `${sessionCookieName()}=`
  const pair = cookieHeader?.split(';').find((part) => part.trim().startsWith(name))
  return pair ? parseSessionToken(pair.trim().slice(name.length)) : null
}

/** The token when it can be one, else null. */
export function parseSessionToken(value: string | undefined): string | null {
  return value !== undefined && TOKEN.test(value) ? value : null
}
