import type { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import { parseEmailAddress } from '../email-address'

/** Accounts in one answer: an operator looks for one, and who needs all has the database. */
const LIMIT = 100

/** What LIKE takes for a pattern; Prisma passes it on as it is. */
const PATTERN = /[\\%_]/g

/**
 * Finds billing accounts for an operator, the newest first.
 *
 * @param text a part of the name (in any case), or exactly an id, a Stripe customer or a member's or invited
 *   email address; without it the newest {@link LIMIT}
 */
export async function searchAccounts(text?: string) {
  return db().billingAccount.findMany({
    where: text ? matching(text) : {},
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: LIMIT,
    select: { id: true, name: true, stripeCustomerId: true, customerStaleAt: true },
  })
}

function matching(text: string): Prisma.BillingAccountWhereInput {
  const email = parseEmailAddress(text)
  return {
    OR: [
      { id: text },
      { stripeCustomerId: text },
      { name: { contains: text.replaceAll(PATTERN, '\\$&'), mode: 'insensitive' } },
      ...(email === null
        ? []
        : [{ memberships: { some: { user: { email } } } }, { invitations: { some: { email } } }]),
    ],
  }
}
