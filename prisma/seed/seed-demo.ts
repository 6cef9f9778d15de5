import { addMember } from '@/lib/accounts/add-member'
import { apiKeyStart, hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { NO_REQUEST } from '@/lib/audit/event'
import { linkCustomer, unlinkCustomer } from '@/lib/customers/link-customer'
import { db } from '@/lib/db'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { lookUpCustomer } from '@/lib/stripe/look-up-customer'
import type { Role } from '../generated/enums'
import { createDemoCustomer } from './create-demo-customer'
import { demo } from './demo-people'

/** Fixed, so that the seed finds the accounts even after they are renamed. */
const ACCOUNT_ID = 'demo-account'
const EMPTY_ACCOUNT_ID = 'demo-empty-account'

/**
 * Seeds the demo's people, accounts and customer. Safe to run again: it keeps what exists and adds what is
 * missing.
 *
 * @param apiKey the demo's API key; undefined creates none
 */
export async function seedDemo(apiKey: string | undefined): Promise<void> {
  const owner = { email: demo.owner.email, role: 'OWNER' } as const
  const member = { email: demo.member.email, role: 'MEMBER' } as const
  await seedAccount({ id: ACCOUNT_ID, name: demo.account.name, members: [owner, member] })
  await seedAccount({ id: EMPTY_ACCOUNT_ID, name: demo.emptyAccount.name, members: [owner] })
  if (apiKey) await seedApiKey(ACCOUNT_ID, apiKey)
  await seedCustomer(ACCOUNT_ID)
}

type DemoAccount = {
  id: string
  name: string
  members: readonly { email: string; role: Role }[]
}

/** Creates a demo account with its members. Keeps existing ones, and the members' roles. */
async function seedAccount({ id, name, members }: DemoAccount): Promise<void> {
  await db().billingAccount.upsert({ where: { id }, create: { id, name }, update: {} })
  const by = { kind: 'operator' } as const
  for (const member of members) await addMember({ accountId: id, ...member, by, from: NO_REQUEST })
}

/**
 * Stores a known key as a valid one, even if it was revoked or changed. Only its hash is stored, as always.
 *
 * @throws {Error} when the text is not an API key
 */
async function seedApiKey(billingAccountId: string, text: string): Promise<void> {
  const key = parseApiKey(text)
  if (!key)
    throw new Error('ORBITKIT_API_KEY is not an API key: unset it, or use one that key create printed.')
  const good = { billingAccountId, scopes: [PORTAL_SCOPE], expiresAt: null, revokedAt: null }
  await db().apiKey.upsert({
    where: { hash: hashApiKey(key) },
    create: { ...good, name: 'Demo key', hash: hashApiKey(key), start: apiKeyStart(key) },
    update: good,
  })
}

/** Gives an account a new customer if its own is gone at Stripe, as after deleting the local state. */
async function seedCustomer(accountId: string): Promise<void> {
  const { stripeCustomerId } = await db().billingAccount.findUniqueOrThrow({ where: { id: accountId } })
  if (stripeCustomerId && (await lookUpCustomer(stripeCustomerId)).kind === 'live') {
    // Clears a stale mark, if there is one.
    await linkCustomer(accountId, stripeCustomerId)
    return
  }
  const customer = await createDemoCustomer(accountId)
  await unlinkCustomer(accountId)
  const { kind } = await linkCustomer(accountId, customer)
  if (kind !== 'linked')
    throw new Error(`The new demo customer could not be linked (${kind}): run the seed again.`)
}
