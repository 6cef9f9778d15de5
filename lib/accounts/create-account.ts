import { db } from '../db'
import { joinOrInvite } from './join-or-invite'

type NewAccount = {
  name: string
  /** Lower case. */
  ownerEmail: string
  stripeCustomerId: string | null
}

export type AccountCreated =
  | { kind: 'created'; id: string; owner: 'joined' | 'invited' }
  /** One customer pays for one account, and another one has it. */
  | { kind: 'customer-taken' }

/** Makes a billing account with its owner: both, or neither. Whether Stripe knows the customer is asked beforehand. */
export async function createAccount({
  name,
  ownerEmail,
  stripeCustomerId,
}: NewAccount): Promise<AccountCreated> {
  return db().$transaction(async (transaction) => {
    const [account] = await transaction.billingAccount.createManyAndReturn({
      data: [{ name, stripeCustomerId }],
      skipDuplicates: true,
      select: { id: true },
    })
    if (!account) return { kind: 'customer-taken' }
    const owner = await joinOrInvite(transaction, { accountId: account.id, email: ownerEmail, role: 'OWNER' })
    return { kind: 'created', id: account.id, owner }
  })
}
