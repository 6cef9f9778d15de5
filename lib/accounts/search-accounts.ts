import type { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import { parseEmailAddress } from '../email-address'

/** The most accounts returned. */
const LIMIT = 100

/** LIKE's special characters, which Prisma does not escape. */
const PATTERN = /[\\%_]/g

/**
 * Finds billing accounts for an operator, newest first.
 *
 * @param text part of the name (in any case), or an exact id, Stripe customer, or member's or invited email
 *   address; without it the newest {@link LIMIT}
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
 * Finds everything that an operator may see of a billing account: of its keys, only the first characters.
 * Null when there is no such account.
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
