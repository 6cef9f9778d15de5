import type { Metadata } from 'next'
import { queryingPage } from '../../../querying-page'
import { ConfirmForm } from '../../../ui/confirm-form'
import { Person } from '../../../ui/person'
import { removeMember } from '../../actions'
import { FormPage } from '../../form-page'
import { OnlyOwner } from '../../only-owner'
import { requireMember } from '../../require-page-account'

export const metadata: Metadata = { title: 'Remove member', robots: { index: false } }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default queryingPage(async function RemoveMemberPage({ params, searchParams }: Props) {
  const { account, back, member } = await requireMember((await params).id, (await searchParams).account)
  return (
    <FormPage title="Remove member?">
      <p>
        <Person {...member} /> loses access to <bdi>{account.name}</bdi> with their next request.
      </p>
      <p className="text-ink-soft">{keysSentence(member.liveKeys)}</p>
      {member.isOnlyOwner ? (
        <OnlyOwner back={back} />
      ) : (
        <ConfirmForm
          action={removeMember}
          accountId={account.id}
          submit={{ label: 'Remove member', pending: 'Removing…', className: 'button-danger' }}
          cancel={back}
        >
          <input type="hidden" name="userId" value={member.userId} />
        </ConfirmForm>
      )}
    </FormPage>
  )
})

/** Says that the keys a removed member created keep working. */
function keysSentence(count: number): string {
  if (count === 0) return 'They created no active API key of this account.'
  const keys =
    count === 1
      ? '1 active API key that they created stays'
      : `${count} active API keys that they created stay`
  return `${keys}, because keys belong to the account. Rotate or revoke what they may still know.`
}
