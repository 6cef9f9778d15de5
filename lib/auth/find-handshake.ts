import { decode } from 'next-auth/jwt'
import { authSecret } from '../auth-secret'
import { cookieNames, cookieValues } from './cookies'

/** The cookies, by name, of a sign-in that is in progress at the provider. */
export type Handshake = Readonly<Record<string, string>>

/** The nonce is part of the ID token, which GitHub does not issue. */
const WITHOUT_NONCE = 'github'

/**
 * Finds the sign-in that this browser has started with `state`. NextAuth seals each cookie under the cookie's
 * own name, for 15 minutes (next-auth 4, core/lib/oauth/checks).
 *
 * @returns null when there is none: the browser rejects cookies, it took too long, or another browser started
 *   the sign-in
 */
export async function findHandshake(
  cookieHeader: string | null,
  { state, providerId }: { state: string; providerId: string },
): Promise<Handshake | null> {
  const names = cookieNames()
  const found = await Promise.all([
    findSealed(cookieHeader, names.state, (value) => value === state),
    findSealed(cookieHeader, names.pkceCodeVerifier),
    ...(providerId === WITHOUT_NONCE ? [] : [findSealed(cookieHeader, names.nonce)]),
  ])
  const cookies = found.filter((cookie) => cookie !== null)
  return cookies.length === found.length ? Object.fromEntries(cookies) : null
}

async function findSealed(
  cookieHeader: string | null,
  name: string,
  matches: (value: string) => boolean = () => true,
): Promise<[string, string] | null> {
  for (const cookie of cookieValues(cookieHeader, name)) {
    const value = await unsealed(cookie, name)
    if (value !== null && matches(value)) return [name, cookie]
  }
  return null
}

async function unsealed(token: string, salt: string): Promise<string | null> {
  try {
    const payload = await decode({ token, secret: authSecret(), salt })
    return typeof payload?.value === 'string' ? payload.value : null
  } catch {
    return null
  }
}
