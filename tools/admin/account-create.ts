import { z } from 'zod'
import { accountName, customerId, emailAddress } from '@/lib/accounts/account-fields'
import { createAccount } from '@/lib/accounts/create-account'
import { command } from './command'
import { customerTaken } from './refusals'
import { requireKnownCustomer } from './require-known-customer'

export const accountCreate = command({
  name: 'account create',
  synopsis: '--name NAME --owner EMAIL [--customer CUSTOMER]',
  summary:
    'Makes a billing account. Its owner joins it by signing in with that address, or at once if they have.',
  input: z.object({ name: accountName, owner: emailAddress, customer: customerId.optional() }),
  async run({ name, owner, customer = null }) {
    if (customer) await requireKnownCustomer(customer)
    const outcome = await createAccount({ name, ownerEmail: owner, stripeCustomerId: customer })
    if (outcome.kind === 'customer-taken') throw customerTaken(customer ?? '')
    return {
      id: outcome.id,
      name,
      stripeCustomerId: customer,
      owner: { email: owner, status: outcome.owner },
    }
  },
})
