import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { can } from '@/lib/ability'
import { findInvitation } from '@/lib/accounts/list-invitations'
import { currentUser } from '@/lib/auth/current-user'
import { queryingPage } from '../../../../querying-page'
import { ROLES } from '../../../../roles'
import { ConfirmForm } from '../../../../ui/confirm-form'
import { withdraw } from '../../../actions'
import { membersPath } from '../../../members-path'
import { Question } from '../../../question'

export const metadata: Metadata = { title: 'Withdraw invitation', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

export default queryingPage(async function WithdrawPage({ params }: Props) {
  const { id } = await params
  const user = await currentUser()
  if (!user) redirect('/sign-in?callbackUrl=%2Fmembers')
  const managed = user.memberships.filter(({ role }) => can(role, 'members:manage'))
  const accountIds = managed.map(({ account }) => account.id)
  // Whatever PostgreSQL could not even compare is no id.
  const invitation = /^[\w-]{1,64}$/.test(id) ? await findInvitation(id, accountIds) : null
  if (!invitation) notFound()
  const { billingAccountId, email, role } = invitation
  return (
    <Question title="Withdraw invitation?">
      <p className="[overflow-wrap:anywhere]">
        <bdi className="font-medium">{email}</bdi> is invited as {ROLES[role].withArticle}, and then no longer
        joins by signing in.
      </p>
      <ConfirmForm
        action={withdraw}
        accountId={billingAccountId}
        submit={{ label: 'Withdraw invitation', pending: 'Withdrawing…', className: 'button-danger' }}
        cancel={membersPath(billingAccountId)}
      >
        <input type="hidden" name="invitationId" value={id} />
      </ConfirmForm>
    </Question>
  )
})
