import { z } from 'zod'
import { findAccountDetails } from '@/lib/accounts/find-account-details'
import { command } from './command'
import { noAccount } from './refusals'

export const accountShow = command({
  name: 'account show',
  synopsis: 'ID',
  summary: 'Shows a billing account with its members, invitations and API keys.',
  input: z.object({ id: z.string() }),
  positionals: ['id'],
  async run({ id }) {
    const account = await findAccountDetails(id)
    if (!account) throw noAccount(id)
    return account
  },
})
