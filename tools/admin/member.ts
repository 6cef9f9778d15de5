import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { emailAddress } from '@/lib/accounts/account-fields'
import { addMember } from '@/lib/accounts/add-member'
import { Role } from '@/prisma/generated/enums'
import { checked } from './checked'
import { answer, type Io } from './io'
import { noAccount } from './operator-error'
import { requireSetting } from './require-setting'

const role = z
  .string()
  .toUpperCase()
  .pipe(z.enum(Role, { error: 'must be owner, billing or member' }))

/** Adds the commands about the members of billing accounts. */
export function addMemberCommands(program: Command, io: Io): void {
  const member = program
    .command('member')
    .description('Members of billing accounts')
    .hook('preAction', () => requireSetting('DATABASE_URL'))

  member
    .command('add')
    .description('Add a person to an account, or change a member’s role.')
    .argument('<account-id>')
    .argument('<email>', 'the person’s email address', checked('EMAIL', emailAddress))
    .requiredOption('--role <role>', 'owner, billing or member', checked('--role', role))
    .action(async (id, email, { role }) => {
      const outcome = await addMember({ accountId: id, email, role })
      if (outcome.kind === 'no-account') throw noAccount(id)
      answer(io, { id, email, role, status: outcome.kind })
    })
}
