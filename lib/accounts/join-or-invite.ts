import type { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'

export type NewMember = {
  accountId: string
  /** Lower case. */
  email: string
  role: Role
}

/**
 * Puts somebody on a billing account. Whoever has proved the address is a member at once (`joined`); for anybody else an
 * invitation waits until the sign-in that proves it (`invited`). Who is there already gets the role.
 *
 * Somebody who proves the address in this very moment is invited, and joins with their next sign-in.
 */
export async function joinOrInvite(
  transaction: Prisma.TransactionClient,
  { accountId, email, role }: NewMember,
): Promise<'joined' | 'invited'> {
  const user = await transaction.user.findUnique({ where: { email }, select: { id: true } })
  if (!user) {
    await transaction.invitation.upsert({
      where: { billingAccountId_email: { billingAccountId: accountId, email } },
      create: { billingAccountId: accountId, email, role },
      update: { role },
    })
    return 'invited'
  }
  await transaction.membership.upsert({
    where: { userId_billingAccountId: { userId: user.id, billingAccountId: accountId } },
    create: { userId: user.id, billingAccountId: accountId, role },
    update: { role },
  })
  // What is left of an invitation would set its role again at the next sign-in.
  await transaction.invitation.deleteMany({ where: { billingAccountId: accountId, email } })
  return 'joined'
}
