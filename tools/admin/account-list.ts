import { z } from 'zod'
import { searchAccounts } from '@/lib/accounts/search-accounts'
import { command } from './command'

export const accountList = command({
  name: 'account list',
  synopsis: '[--search TEXT]',
  summary:
    'Lists up to 100 accounts, the newest first. TEXT: part of a name, an id, a customer or an e-mail address.',
  input: z.object({ search: z.string().trim().min(1, { error: 'must not be blank' }).optional() }),
  run: ({ search }) => searchAccounts(search),
})
