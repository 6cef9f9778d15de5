import { db } from '../db'

export type FoundPerson = { kind: 'member'; userId: string } | { kind: 'invited'; invitationId: string }

/**
 * Finds the member or invitation with this email address, for an operator's command. Null when there is
 * neither.
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
