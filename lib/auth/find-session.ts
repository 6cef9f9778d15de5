import type { Role } from '@/prisma/generated/enums'
import type { CallerAccount } from '../caller'
import { db } from '../db'

/** Somebody who is signed in. An address is there only if the sign-in provider verified it. */
export type SessionUser = {
  id: string
  name: string | null
  email: string | null
  /** The oldest first. */
  memberships: readonly { role: Role; account: CallerAccount }[]
}

/**
 * Finds who is signed in with the session tokens of one request, with their memberships, in one statement
 * (joins, not a query a table), and in none without a token. A session that has expired is not one. It is not
 * made longer here: a sign-in lasts as long as its cookie does.
 *
 * A browser may send several tokens, where a parent domain has set the cookie, too. Those that are stale are
 * passed over.
 *
 * @returns null also where the tokens are good and of different people: one of them was planted, and nothing
 *   says which
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
