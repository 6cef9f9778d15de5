import type { Adapter } from 'next-auth/adapters'

/**
 * An adapter that looks at every session token of one request. NextAuth knows one token a request, and a
 * browser may send several (see `cookieValues`): signing out ends all of their sessions, and a stale one
 * hides none.
 */
export function adapterForTokens(adapter: Adapter, tokens: readonly string[]): Adapter {
  const { getSessionAndUser, deleteSession } = adapter
  return {
    ...adapter,
    ...(getSessionAndUser && {
      async getSessionAndUser() {
        const found = await Promise.all(tokens.map((token) => getSessionAndUser(token)))
        const [first, ...others] = found.filter((one) => one !== null && one.session.expires > new Date())
        if (!first || others.some((other) => other?.user.id !== first.user.id)) return null
        return first
      },
    }),
    ...(deleteSession && {
      async deleteSession() {
        await Promise.all(tokens.map((token) => deleteSession(token)))
      },
    }),
  }
}
