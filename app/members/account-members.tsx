import type { ListedInvitation } from '@/lib/accounts/list-invitations'
import { type ListedMember, MAX_LISTED } from '@/lib/accounts/list-members'
import type { CallerAccount } from '@/lib/caller'
import { AccountSwitcher } from '../ui/account-switcher'
import { WhomToAsk } from '../ui/whom-to-ask'
import { InvitationList } from './invitation-list'
import { MemberRow } from './member-row'

type Props = {
  account: CallerAccount
  /** The accounts that the person can switch to. */
  all: readonly CallerAccount[]
  userId: string
  members: readonly ListedMember[]
  /** Null for people who may not change members. */
  invitations: readonly ListedInvitation[] | null
}

/** The members of one account. Owners also see its invitations, and can add and change members. */
export function AccountMembers({ account, all, userId, members, invitations }: Props) {
  const owners = members.filter(({ role }) => role === 'OWNER')
  const query = new URLSearchParams({ account: account.id })
  const isManaged = invitations !== null
  return (
    <>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <AccountSwitcher account={account} all={all} path="/members" />
        {isManaged && (
          <a href={`/members/new?${query}`} className="button button-primary">
            Add member
          </a>
        )}
      </div>
      {!isManaged && (
        <p className="mt-6 text-ink-soft leading-relaxed [overflow-wrap:anywhere]">
          Owners add, change and remove members. For a change, ask <WhomToAsk owners={owners} />.
        </p>
      )}
      <section aria-labelledby="members" className="mt-8">
        <h2 id="members" className="sr-only">
          On this account
        </h2>
        <ul className="card divide-y divide-line">
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              accountId={account.id}
              isSelf={member.userId === userId}
              isOnlyOwner={owners.length === 1}
              isManaged={isManaged}
            />
          ))}
        </ul>
      </section>
      {[members.length, invitations?.length].includes(MAX_LISTED) && (
        <p className="mt-4 px-1 text-ink-soft text-sm leading-relaxed">
          At most {MAX_LISTED} members and {MAX_LISTED} invitations are listed here. Your administrator can
          list and change all of them.
        </p>
      )}
      {isManaged && <InvitationList invitations={invitations} />}
      {isManaged && members.length > 1 && (
        <p className="mt-8 px-1 text-ink-soft text-sm leading-relaxed">
          Is someone else taking over?{' '}
          <a href={`/members/ownership?${query}`} className="link">
            Pass ownership on
          </a>
        </p>
      )}
    </>
  )
}
