import { db } from '../db'
import { joinOrInvite, type NewMember } from './join-or-invite'

export type MemberAdded = { kind: 'joined' } | { kind: 'invited' } | { kind: 'no-account' }

/** Puts somebody on a billing account, or changes the role of who is there already. */
export async function addMember(member: NewMember): Promise<MemberAdded> {
  return db().$transaction(async (transaction) => {
    const account = await transaction.billingAccount.count({ where: { id: member.accountId } })
    if (account === 0) return { kind: 'no-account' }
    return { kind: await joinOrInvite(transaction, member) }
  })
}
