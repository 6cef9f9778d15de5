import type { Metadata } from 'next'
import { queryingPage } from '../../../querying-page'
import { ConfirmForm } from '../../../ui/confirm-form'
import { Person } from '../../../ui/person'
import { changeRole } from '../../actions'
import { FormPage } from '../../form-page'
import { OnlyOwner } from '../../only-owner'
import { requireMember } from '../../require-page-account'
import { RoleField } from '../../role-field'

export const metadata: Metadata = { title: 'Change role', robots: { index: false } }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default queryingPage(async function ChangeRolePage({ params, searchParams }: Props) {
  const { account, back, member } = await requireMember((await params).id, (await searchParams).account)
  return (
    <FormPage title="Change role">
      <p>
        The role of <Person {...member} /> in <bdi>{account.name}</bdi>.
      </p>
      {member.isOnlyOwner ? (
        <OnlyOwner back={back} />
      ) : (
        <ConfirmForm
          action={changeRole}
          accountId={account.id}
          submit={{ label: 'Change role', pending: 'Changing…', className: 'button-primary' }}
          cancel={back}
        >
          <input type="hidden" name="userId" value={member.userId} />
          <RoleField chosen={member.role} />
        </ConfirmForm>
      )}
    </FormPage>
  )
})
