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
 * Finds who is signed in with a session token, with their memberships, in one statement (joins, not a query a
 * table). A session that has expired is not one. It is not made longer here: a sign-in lasts as long as its
 * cookie does.
 */
export async function findSession(sessionToken: string): Promise<SessionUser | null> {
  const session = await db().session.findUnique({
    where: { sessionToken, expires: { gt: new Date() } },
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
  if (!session) return null
  const { memberships, ...user } = session.user
  return {
    ...user,
    memberships: memberships.map(({ role, billingAccount }) => ({ role, account: billingAccount })),
  }
}
