import type { Role } from '@/prisma/generated/enums'
import { db } from '../db'

/** A member as the account's other members see them. */
export type ListedMember = {
  userId: string
  name: string | null
  /** Null if the sign-in provider has verified none. */
  email: string | null
  role: Role
  /** When they became a member. */
  createdAt: Date
}

/** The most members listed: a page with thousands takes seconds. */
export const MAX_LISTED = 500

/**
 * Lists an account's members: owners, then billing members, then the others, each oldest first. Those after
 * the first {@link MAX_LISTED} are left out.
 */
export async function listMembers(accountId: string): Promise<ListedMember[]> {
  const places = await db().membership.findMany({
    where: { billingAccountId: accountId },
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
    // PostgreSQL sorts an enum in the order of its declaration.
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
    relationLoadStrategy: 'join',
    take: MAX_LISTED,
  })
  return places.map(({ user, ...place }) => ({ ...place, ...user }))
}
