import { z } from 'zod'
import { customerId } from '@/lib/accounts/account-fields'
import { linkCustomer } from '@/lib/customers/link-customer'
import { command } from './command'
import { OperatorError } from './operator-error'
import { customerTaken, noAccount } from './refusals'
import { requireKnownCustomer } from './require-known-customer'

export const accountLink = command({
  name: 'account link',
  synopsis: 'ID CUSTOMER',
  summary: 'Attaches a Stripe customer to a billing account that has none, or none that Stripe still knows.',
  input: z.object({ id: z.string(), customer: customerId }),
  positionals: ['id', 'customer'],
  async run({ id, customer }) {
    await requireKnownCustomer(customer)
    const outcome = await linkCustomer(id, customer)
    switch (outcome.kind) {
      case 'linked':
        return { id, stripeCustomerId: customer }
      case 'no-account':
        throw noAccount(id)
      case 'customer-taken':
        throw customerTaken(customer)
      case 'other-customer':
        throw new OperatorError(
          `The account is linked to ${outcome.stripeCustomerId}: to change that, run npm run --silent admin -- account unlink ${id} first.`,
        )
    }
  },
})
