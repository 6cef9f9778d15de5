import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { can } from '@/lib/ability'
import { findInvitation } from '@/lib/accounts/list-invitations'
import { queryingPage } from '../../../../querying-page'
import { RECORD_ID } from '../../../../record-id'
import { requireUser } from '../../../../require-user'
import { ROLES } from '../../../../roles'
import { ConfirmForm } from '../../../../ui/confirm-form'
import { withdrawInvitation } from '../../../actions'
import { FormPage } from '../../../form-page'
import { membersPath } from '../../../members-path'

export const metadata: Metadata = { title: 'Withdraw invitation', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

export default queryingPage(async function WithdrawPage({ params }: Props) {
  const { id } = await params
  const { memberships } = await requireUser('/members')
  const managed = memberships.filter(({ role }) => can(role, 'members:manage'))
  const accountIds = managed.map(({ account }) => account.id)
  const invitation = RECORD_ID.test(id) ? await findInvitation(id, accountIds) : null
  const { billingAccountId, email, role } = invitation ?? notFound()
  return (
    <FormPage title="Withdraw invitation?">
      <p className="[overflow-wrap:anywhere]">
        <bdi className="font-medium">{email}</bdi> is invited as {ROLES[role].withArticle}. After you withdraw
        the invitation, they no longer join by signing in.
      </p>
      <ConfirmForm
        action={withdrawInvitation}
        accountId={billingAccountId}
        submit={{ label: 'Withdraw invitation', pending: 'Withdrawing…', className: 'button-danger' }}
        cancel={membersPath(billingAccountId)}
      >
        <input type="hidden" name="invitationId" value={id} />
      </ConfirmForm>
    </FormPage>
  )
})
