import type { Metadata } from 'next'
import { queryingPage } from '../../../querying-page'
import { ConfirmForm } from '../../../ui/confirm-form'
import { remove } from '../../actions'
import { OnlyOwner } from '../../only-owner'
import { Person } from '../../person'
import { Question } from '../../question'
import { requireMember } from '../../require-member'

export const metadata: Metadata = { title: 'Remove member', robots: { index: false } }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default queryingPage(async function RemoveMemberPage({ params, searchParams }: Props) {
  const { account, back, member } = await requireMember((await params).id, (await searchParams).account)
  return (
    <Question title="Remove member?">
      <p>
        <Person {...member} /> loses access to <bdi>{account.name}</bdi> with their next request.
      </p>
      <p className="text-ink-soft">{keysWords(member.liveKeys)}</p>
      {member.isOnlyOwner ? (
        <OnlyOwner back={back} />
      ) : (
        <ConfirmForm
          action={remove}
          accountId={account.id}
          submit={{ label: 'Remove member', pending: 'Removing…', className: 'button-danger' }}
          cancel={back}
        >
          <input type="hidden" name="userId" value={member.userId} />
        </ConfirmForm>
      )}
    </Question>
  )
})

/** Keys outlive the person who made them, and who removes somebody may want to know. */
function keysWords(count: number): string {
  if (count === 0) return 'No active API key of the account was created by them.'
  const keys =
    count === 1
      ? '1 active API key that they created stays'
      : `${count} active API keys that they created stay`
  return `${keys}, because keys belong to the account. Rotate or revoke what they may still know.`
}
