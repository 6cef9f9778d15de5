import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { emailAddress } from '@/lib/accounts/account-fields'
import { addMember } from '@/lib/accounts/add-member'
import { changeRole } from '@/lib/accounts/change-role'
import { findPerson } from '@/lib/accounts/find-person'
import { removeMember } from '@/lib/accounts/remove-member'
import { withdrawInvitation } from '@/lib/accounts/withdraw-invitation'
import { NO_REQUEST } from '@/lib/audit/event'
import { Role } from '@/prisma/generated/enums'
import { checked } from './checked'
import { type Io, printResult } from './io'
import { noAccount, OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

const role = z
  .string()
  .toUpperCase()
  .pipe(z.enum(Role, { error: 'must be owner, billing or member' }))

const AS_OPERATOR = { by: { kind: 'operator' }, from: NO_REQUEST } as const

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
      const added = await addMember({ accountId: id, email, role, ...AS_OPERATOR })
      if (added.kind === 'no-account') throw noAccount(id)
      const status = added.kind === 'already-member' ? await giveRole({ id, email, role }) : added.kind
      printResult(io, { id, email, role, status })
    })

  member
    .command('remove')
    .description('Remove a member from an account, from their next request on, or withdraw an invitation.')
    .argument('<account-id>')
    .argument('<email>', 'the person’s email address', checked('EMAIL', emailAddress))
    .action(async (id, email) => printResult(io, { id, email, status: await remove({ id, email }) }))
}

/** Changes the role of an existing member. */
async function giveRole({ id, email, role }: { id: string; email: string; role: Role }) {
  const person = await findPerson(id, email)
  if (person?.kind !== 'member') throw notOnAccount(id, email)
  const { kind } = await changeRole({ accountId: id, userId: person.userId, role, ...AS_OPERATOR })
  if (kind === 'last-owner') throw lastOwner(id, email)
  if (kind === 'not-member') throw notOnAccount(id, email)
  return kind
}

async function remove({ id, email }: { id: string; email: string }): Promise<'removed' | 'withdrawn'> {
  const person = await findPerson(id, email)
  if (!person) throw notOnAccount(id, email)
  const { kind } =
    person.kind === 'member'
      ? await removeMember({ accountId: id, userId: person.userId, ...AS_OPERATOR })
      : await withdrawInvitation({ accountId: id, id: person.invitationId, ...AS_OPERATOR })
  if (kind === 'last-owner') throw lastOwner(id, email)
  if (kind === 'not-member' || kind === 'not-found') throw notOnAccount(id, email)
  return kind
}

const lastOwner = (id: string, email: string) =>
  new OperatorError(
    `${email} is the only owner of the account: make someone else an owner first, with npm run --silent ` +
      `admin -- member add ${id} EMAIL --role owner (an invitation does not count until it is accepted).`,
  )

const notOnAccount = (id: string, email: string) =>
  new OperatorError(
    `${email} is neither a member of the account nor invited to it: npm run --silent admin -- account show ` +
      `${id} lists who is.`,
  )
