import { db } from '../db'
import type { MemberRef } from './locked-member'

/**
 * A member of an account with what their removal or another role would mean. Null when there is none.
 * `isOnlyOwner`: nobody else owns the account. `liveKeys`: active API keys of the account that they made.
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
