import type { Metadata } from 'next'
import { queryingPage } from '../../querying-page'
import { AddMemberForm } from '../add-member-form'
import { FormPage } from '../form-page'
import { requirePageAccount } from '../require-page-account'

export const metadata: Metadata = { title: 'Add member', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function AddMemberPage({ searchParams }: Props) {
  const { account, back } = await requirePageAccount(
    (await searchParams).account,
    'members:manage',
    '/members/new',
  )
  return (
    <FormPage title="Add member">
      <p className="text-ink-soft [overflow-wrap:anywhere]">
        To <bdi>{account.name}</bdi>
      </p>
      <AddMemberForm accountId={account.id} back={back} />
    </FormPage>
  )
})
