import { cookies } from 'next/headers'
import { origin } from '@/lib/origin'

/**
 * The token that NextAuth wants back with a form post, out of the cookie in which NextAuth keeps it: `<token>|<hash>`, both 64
 * hexadecimal digits (next-auth 4, core/lib/csrf-token). NextAuth checks the hash when the form arrives.
 *
 * A page cannot set that cookie. NextAuth does so at every address of its own, such as `/api/auth/signin` and `/api/auth/signout`,
 * which lead back to our pages.
 *
 * @returns null when the visitor has no such cookie yet
 */
export async function findCsrfToken(): Promise<string | null> {
  const name = origin().startsWith('https:') ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token'
  const value = (await cookies()).get(name)?.value ?? ''
  return /^([0-9a-f]{64})\|[0-9a-f]{64}$/.exec(value)?.[1] ?? null
}
