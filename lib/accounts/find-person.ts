import { db } from '../db'

/** Where an address is on an account. */
export type FoundPerson = { kind: 'member'; userId: string } | { kind: 'invited'; invitationId: string }

/**
 * Finds who has an address on an account, for an operator, who names people by that. Null when it is on it
 * neither as a member's nor as an invited one.
 *
 * @param email lower case
 */
export async function findPerson(accountId: string, email: string): Promise<FoundPerson | null> {
  const account = await db().billingAccount.findUnique({
    where: { id: accountId },
    select: {
      memberships: { where: { user: { email } }, select: { userId: true } },
      invitations: { where: { email }, select: { id: true } },
    },
    relationLoadStrategy: 'join',
  })
  const [member] = account?.memberships ?? []
  if (member) return { kind: 'member', userId: member.userId }
  const [invitation] = account?.invitations ?? []
  return invitation ? { kind: 'invited', invitationId: invitation.id } : null
}
