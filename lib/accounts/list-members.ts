import type { Role } from '@/prisma/generated/enums'
import { db } from '../db'

/** A member as the account's other members may see them. */
export type ListedMember = {
  userId: string
  name: string | null
  /** Null where the sign-in provider has verified none. */
  email: string | null
  role: Role
  /** Since when. */
  createdAt: Date
}

/** An account's members: owners first, then billing members, then the others, each the oldest first. */
export async function listMembers(accountId: string): Promise<ListedMember[]> {
  const places = await db().membership.findMany({
    where: { billingAccountId: accountId },
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
    // PostgreSQL orders an enum as it is declared.
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
    relationLoadStrategy: 'join',
  })
  return places.map(({ user, ...place }) => ({ ...place, ...user }))
}
