import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { listMembers } from '@/lib/accounts/list-members'
import { queryingPage } from '../../querying-page'
import { ConfirmForm } from '../../ui/confirm-form'
import { Field } from '../../ui/field'
import { personName } from '../../ui/person'
import { transferOwnership } from '../actions'
import { FormPage } from '../form-page'
import { requirePageAccount } from '../require-page-account'

export const metadata: Metadata = { title: 'Pass ownership on', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function OwnershipPage({ searchParams }: Props) {
  const requested = (await searchParams).account
  const { user, account, back } = await requirePageAccount(requested, 'members:manage', '/members')
  const others = (await listMembers(account.id)).filter(({ userId }) => userId !== user.id)
  // There is no one to pass it on to.
  if (others.length === 0) redirect(back)
  return (
    <FormPage title="Pass ownership on">
      <p>
        The member you choose becomes an owner of <bdi>{account.name}</bdi>, and you become a billing member.
        Only an owner can make you an owner again.
      </p>
      <ConfirmForm
        action={transferOwnership}
        accountId={account.id}
        submit={{ label: 'Pass ownership on', pending: 'Passing on…', className: 'button-danger' }}
        cancel={back}
      >
        <Field id="userId" label="New owner">
          {(control) => (
            <select {...control} name="userId" dir="auto" className="input">
              {others.map(({ userId, name, email }) => (
                <option key={userId} value={userId}>
                  {name && email && name !== email ? `${name} (${email})` : personName({ name, email })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </ConfirmForm>
    </FormPage>
  )
})
