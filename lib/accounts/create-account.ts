import { Prisma } from '@/prisma/generated/client'
import { NO_REQUEST } from '../audit/event'
import { db } from '../db'
import { type JoinedOrInvited, joinOrInvite } from './join-or-invite'

type NewAccount = {
  name: string
  /** Lower case. */
  ownerEmail: string
  stripeCustomerId: string | null
}

export type AccountCreated =
  | { kind: 'created'; id: string; owner: 'joined' | 'invited' }
  /** Another account already has the customer. */
  | { kind: 'customer-taken' }

/**
 * Creates a billing account with its owner in one statement, for an operator. It does not check that Stripe
 * knows the customer.
 */
export async function createAccount({
  name,
  ownerEmail,
  stripeCustomerId,
}: NewAccount): Promise<AccountCreated> {
  const account = Prisma.sql`
    INSERT INTO "BillingAccount" ("id", "name", "stripeCustomerId", "updatedAt")
    VALUES (gen_random_uuid()::text, ${name}, ${stripeCustomerId}, now())
    ON CONFLICT ("stripeCustomerId") DO NOTHING
    RETURNING "id"`
  const by = { kind: 'operator' } as const
  const owner = { email: ownerEmail, role: 'OWNER', by, from: NO_REQUEST } as const
  const [row] = await db().$queryRaw<JoinedOrInvited[]>(joinOrInvite(account, owner))
  if (!row) return { kind: 'customer-taken' }
  // A new account has no members, so the owner is never `already-member`.
  return { kind: 'created', id: row.id, owner: row.status === 'invited' ? 'invited' : 'joined' }
}
