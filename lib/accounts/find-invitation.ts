import { db } from '../db'

/** An invitation to one of these accounts. Null when there is none: another's looks absent. */
export async function findInvitation(id: string, accountIds: readonly string[]) {
  return db().invitation.findFirst({
    where: { id, billingAccountId: { in: [...accountIds] } },
    select: { id: true, billingAccountId: true, email: true, role: true },
  })
}
