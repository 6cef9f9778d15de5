import { demo } from '../demo'
import { seedAccount } from './seed-account'
import { seedApiKey } from './seed-api-key'
import { seedCustomer } from './seed-customer'

/** Fixed, so that the accounts are found again whatever they are renamed to. */
const ACCOUNT_ID = 'demo-account'
const EMPTY_ACCOUNT_ID = 'demo-empty-account'

/**
 * The demo's people, accounts and customer. It may run as often as one likes: what is there stays, what is
 * missing is made.
 *
 * @param apiKey the text of the demo's API key; without it there is none
 */
export async function seedDemo(apiKey: string | undefined): Promise<void> {
  const owner = { email: demo.owner.email, role: 'OWNER' } as const
  const member = { email: demo.member.email, role: 'MEMBER' } as const
  await seedAccount({ id: ACCOUNT_ID, name: demo.account.name, members: [owner, member] })
  await seedAccount({ id: EMPTY_ACCOUNT_ID, name: demo.emptyAccount.name, members: [owner] })
  if (apiKey) await seedApiKey(ACCOUNT_ID, apiKey)
  await seedCustomer(ACCOUNT_ID)
}
