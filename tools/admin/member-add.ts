import { z } from 'zod'
import { emailAddress } from '@/lib/accounts/account-fields'
import { addMember } from '@/lib/accounts/add-member'
import { Role } from '@/prisma/generated/enums'
import { command } from './command'
import { noAccount } from './refusals'

const role = z
  .string()
  .toUpperCase()
  .pipe(z.enum(Role, { error: 'must be owner, billing or member' }))

export const memberAdd = command({
  name: 'member add',
  synopsis: 'ID EMAIL --role owner|billing|member',
  summary: 'Puts somebody on a billing account, or changes the role of who is there.',
  input: z.object({ id: z.string(), email: emailAddress, role }),
  positionals: ['id', 'email'],
  async run({ id, email, role }) {
    const outcome = await addMember({ accountId: id, email, role })
    if (outcome.kind === 'no-account') throw noAccount(id)
    return { id, email, role, status: outcome.kind }
  },
})
