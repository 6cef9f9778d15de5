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
