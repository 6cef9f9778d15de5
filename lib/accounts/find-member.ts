import { db } from '../db'
import type { MemberRef } from './locked-member'

/**
 * Finds a member of an account, for pages that change or remove them. Null when there is none. `liveKeys` is
 * the number of active API keys of the account that they created.
 */
export async function findMember({ accountId, userId }: MemberRef) {
  const live = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] }
  const place = await db().membership.findUnique({
    where: { userId_billingAccountId: { userId, billingAccountId: accountId } },
    select: {
      role: true,
      billingAccount: { select: { _count: { select: { memberships: { where: { role: 'OWNER' } } } } } },
      user: {
        select: {
          name: true,
          email: true,
          _count: { select: { createdKeys: { where: { billingAccountId: accountId, ...live } } } },
        },
      },
    },
    relationLoadStrategy: 'join',
  })
  if (!place) return null
  const { role, billingAccount, user } = place
  return {
    userId,
    name: user.name,
    email: user.email,
    role,
    isOnlyOwner: role === 'OWNER' && billingAccount._count.memberships === 1,
    liveKeys: user._count.createdKeys,
  }
}
