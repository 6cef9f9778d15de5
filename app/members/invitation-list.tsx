import type { ListedInvitation } from '@/lib/accounts/list-invitations'
import { ROLES } from '../roles'
import { Moment } from '../ui/moment'

/** The invitations that are not accepted yet, for people who may withdraw them. */
export function InvitationList({ invitations }: { invitations: readonly ListedInvitation[] }) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invitations" className="mt-10">
      <h2 id="invitations" className="font-semibold text-xl tracking-tight">
        Invitations
      </h2>
      <p className="mt-1 text-ink-soft leading-relaxed">
        Invited people join when they sign in with this address.
      </p>
      <ul className="card mt-4 divide-y divide-line">
        {invitations.map(({ id, email, role, createdAt }) => (
          <li key={id} aria-labelledby={`invitation-${id}`} className="grid gap-y-2 p-5 sm:px-6">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <h3 id={`invitation-${id}`} className="min-w-0 font-medium [overflow-wrap:anywhere]">
                <bdi>{email}</bdi>
              </h3>
              <p className="flex flex-wrap gap-1.5">
                <span className="badge">{ROLES[role].label}</span>
                <span className="badge">Invited</span>
              </p>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <p className="text-ink-soft text-sm">
                Since <Moment date={createdAt} precision="day" />
              </p>
              <a
                href={`/members/invitations/${id}/withdraw`}
                aria-describedby={`invitation-${id}`}
                className="button button-plain -mx-3 -my-2 text-[0.9375rem]"
              >
                Withdraw
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
