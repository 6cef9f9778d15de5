import { db } from '../db'

/**
 * Everything an operator may know of a billing account; of its keys never more than their first characters.
 * Null when there is none.
 */
export async function findAccountDetails(id: string) {
  const account = await db().billingAccount.findUnique({
    where: { id },
    include: {
      memberships: {
        select: { role: true, user: { select: { email: true } } },
        orderBy: { createdAt: 'asc' },
      },
      invitations: { select: { role: true, email: true }, orderBy: { createdAt: 'asc' } },
      apiKeys: {
        omit: { hash: true, billingAccountId: true, createdById: true },
        orderBy: { createdAt: 'asc' },
      },
    },
  })
  if (!account) return null
  const { memberships, ...rest } = account
  return { ...rest, members: memberships.map(({ role, user }) => ({ email: user.email, role })) }
}
