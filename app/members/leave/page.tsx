import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { findMember } from '@/lib/accounts/find-member'
import { queryingPage } from '../../querying-page'
import { ConfirmForm } from '../../ui/confirm-form'
import { leave } from '../actions'
import { FormPage } from '../form-page'
import { OnlyOwner } from '../only-owner'
import { requirePageAccount } from '../require-page-account'

export const metadata: Metadata = { title: 'Leave account', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function LeavePage({ searchParams }: Props) {
  const { user, account, back } = await requirePageAccount(
    (await searchParams).account,
    'members:see',
    '/members',
  )
  const member = (await findMember({ accountId: account.id, userId: user.id })) ?? notFound()
  return (
    <FormPage title="Leave account?">
      <p>
        You lose access to <bdi>{account.name}</bdi> immediately. To come back, an owner has to add you again.
        API keys that you created stay, because keys belong to the account.
      </p>
      {member.isOnlyOwner ? (
        <OnlyOwner back={back} />
      ) : (
        <ConfirmForm
          action={leave}
          accountId={account.id}
          submit={{ label: 'Leave account', pending: 'Leaving…', className: 'button-danger' }}
          cancel={back}
        />
      )}
    </FormPage>
  )
})
