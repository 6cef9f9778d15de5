import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/lib/ability'
import { listInvitations } from '@/lib/accounts/list-invitations'
import { listMembers } from '@/lib/accounts/list-members'
import type { SessionUser } from '@/lib/auth/find-session'
import { chooseAccount } from '../choose-account'
import { queryingPage } from '../querying-page'
import { requireUser } from '../require-user'
import { NoAccess } from '../ui/no-access'
import { AccountMembers } from './account-members'
import { findNotice } from './members-path'

export const metadata: Metadata = { title: 'Members', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function MembersPage({ searchParams }: Props) {
  const user = await requireUser('/members')
  const { account: requested, done } = await searchParams
  const notice = findNotice(done)
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:py-14">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Members</h1>
      {notice && (
        <p
          role="status"
          className="mt-5 mb-6 rounded-lg border-accent border-l-4 bg-accent-soft px-4 py-3 text-[0.9375rem] leading-relaxed"
        >
          {notice}
        </p>
      )}
      {await content(user, requested)}
    </div>
  )
})

async function content({ id, memberships }: SessionUser, requested: unknown) {
  const choice = chooseAccount(memberships, requested, 'members:see')
  if (choice.kind === 'not-found') notFound()
  if (choice.kind !== 'chosen')
    return (
      <NoAccess title="You are not on a billing account yet">
        Ask an owner of your company’s billing account, or your administrator, to add you.
      </NoAccess>
    )
  const { account, all } = choice
  const own = memberships.find((membership) => membership.account.id === account.id)
  const isManaged = own !== undefined && can(own.role, 'members:manage')
  const [members, invitations] = await Promise.all([
    listMembers(account.id),
    isManaged ? listInvitations(account.id) : null,
  ])
  return (
    <AccountMembers account={account} all={all} userId={id} members={members} invitations={invitations} />
  )
}
