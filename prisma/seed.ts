import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { demo } from './demo'
import { seedAccount } from './seed/seed-account'
import { seedApiKey } from './seed/seed-api-key'
import { seedCustomer } from './seed/seed-customer'

/** Fixed, so that the accounts are found again whatever they are renamed to. */
const ACCOUNT_ID = 'demo-account'
const EMPTY_ACCOUNT_ID = 'demo-empty-account'

/**
 * The demo's people, accounts and customer, for `npm run local`. It may run at any time and as often as one likes: what is there stays,
 * what is missing is made.
 *
 * ORBITKIT_API_KEY is the text of the demo's API key; without it there is none.
 */
async function seed(): Promise<void> {
  // The demo's people have well-known addresses and its key is printed at every start: nowhere but on somebody's own machine.
  if (process.env.APP_ENV !== 'local' || env().stripe.secretKey?.includes('_live_'))
    throw new Error('The demo is for APP_ENV=local and a Stripe test key: use npm run local.')

  const owner = { email: demo.owner.email, role: 'OWNER' } as const
  const member = { email: demo.member.email, role: 'MEMBER' } as const
  await seedAccount({ id: ACCOUNT_ID, name: demo.account.name, members: [owner, member] })
  await seedAccount({ id: EMPTY_ACCOUNT_ID, name: demo.emptyAccount.name, members: [owner] })
  if (process.env.ORBITKIT_API_KEY) await seedApiKey(ACCOUNT_ID, process.env.ORBITKIT_API_KEY)
  await seedCustomer(ACCOUNT_ID)
}

try {
  await seed()
  await db().$disconnect()
} catch (error) {
  console.error(`The seed failed: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
