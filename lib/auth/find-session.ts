import type { Role } from '@/prisma/generated/enums'
import type { CallerAccount } from '../caller'
import { db } from '../db'

/** A signed-in user. The address is null unless the sign-in provider verified it. */
export type SessionUser = {
  id: string
  name: string | null
  email: string | null
  /** Oldest first. */
  memberships: readonly { role: Role; account: CallerAccount }[]
}

/**
 * Finds the user of a request's session tokens, with memberships, in one statement (with joins), or in none
 * without a token. Expired sessions do not count. Sessions are not extended: they last as long as their
 * cookie.
 *
 * A browser may send several tokens, because a parent domain can set the cookie, too. Stale ones are skipped.
 *
 * @returns null also when valid tokens belong to different users: one was planted, and nothing says which
 */
export async function findSession(sessionTokens: readonly string[]): Promise<SessionUser | null> {
  if (sessionTokens.length === 0) return null
  const sessions = await db().session.findMany({
    where: { sessionToken: { in: [...sessionTokens] }, expires: { gt: new Date() } },
    relationLoadStrategy: 'join',
    select: {
      user: {
        select: {
          id: true,
          name: true,
          email: true,
          memberships: {
            select: {
              role: true,
              billingAccount: {
                select: { id: true, name: true, stripeCustomerId: true, customerStaleAt: true },
              },
            },
            orderBy: [{ createdAt: 'asc' }, { billingAccountId: 'asc' }],
          },
        },
      },
    },
  })
  const [first, ...others] = sessions
  if (!first || others.some(({ user }) => user.id !== first.user.id)) return null
  const { memberships, ...user } = first.user
  return {
    ...user,
    memberships: memberships.map(({ role, billingAccount }) => ({ role, account: billingAccount })),
  }
}
