import type { ListedMember } from '@/lib/accounts/list-members'
import { ROLES } from '../roles'
import { Moment } from '../ui/moment'
import { personName } from '../ui/person'

type Props = {
  member: ListedMember
  accountId: string
  isSelf: boolean
  /** The account has a single owner, who cannot be changed or removed. */
  isOnlyOwner: boolean
  /** Whether the visitor may change members. */
  isManaged: boolean
}

/** One member with their role and the links to change it. */
export function MemberRow({ member, accountId, isSelf, isOnlyOwner, isManaged }: Props) {
  const { userId, name, email, role, createdAt } = member
  const title = `member-${userId}`
  const query = new URLSearchParams({ account: accountId })
  const isFixed = isOnlyOwner && role === 'OWNER'
  return (
    <li aria-labelledby={title} className="grid gap-x-4 gap-y-2 p-5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 id={title} className="font-medium [overflow-wrap:anywhere]">
            <bdi>{personName(member)}</bdi>
          </h3>
          {name && email && name !== email && (
            <p className="mt-0.5 text-[0.9375rem] text-ink-soft [overflow-wrap:anywhere]">
              <bdi>{email}</bdi>
            </p>
          )}
        </div>
        <p className="flex flex-wrap gap-1.5">
          <span className="badge">{ROLES[role].label}</span>
          {isSelf && <span className="badge">You</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <p className="text-ink-soft text-sm">
          Since <Moment date={createdAt} precision="day" />
        </p>
        {(isManaged || isSelf) && !isFixed && (
          <p className="-mx-3 -my-2 flex flex-wrap text-[0.9375rem]">
            {isManaged && (
              <a
                href={`/members/${userId}/role?${query}`}
                aria-describedby={title}
                className="button button-plain"
              >
                Change role
              </a>
            )}
            {isSelf ? (
              <a href={`/members/leave?${query}`} className="button button-plain">
                Leave
              </a>
            ) : (
              <a
                href={`/members/${userId}/remove?${query}`}
                aria-describedby={title}
                className="button button-plain"
              >
                Remove
              </a>
            )}
          </p>
        )}
        {isSelf && isFixed && (
          <p className="text-ink-soft text-sm">
            You are the only owner. To leave, make another member an owner first.
          </p>
        )}
      </div>
    </li>
  )
}
