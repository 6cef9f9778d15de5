import { z } from 'zod'
import { unlinkCustomer } from '@/lib/customers/unlink-customer'
import { command } from './command'
import { noAccount } from './refusals'

export const accountUnlink = command({
  name: 'account unlink',
  synopsis: 'ID',
  summary: 'Takes the Stripe customer off a billing account. At Stripe nothing changes.',
  input: z.object({ id: z.string() }),
  positionals: ['id'],
  async run({ id }) {
    const outcome = await unlinkCustomer(id)
    if (outcome.kind === 'no-account') throw noAccount(id)
    return { id, stripeCustomerId: null }
  },
})
