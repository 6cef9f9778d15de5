import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { listOwners } from '@/lib/accounts/list-owners'
import { listApiKeys } from '@/lib/api-keys/list-api-keys'
import { listReportedKeys } from '@/lib/audit/list-reported-keys'
import { type AccountChoice, chooseAccount } from '../choose-account'
import { queryingPage } from '../querying-page'
import { requireUser } from '../require-user'
import { NoAccess } from '../ui/no-access'
import { WhomToAsk } from '../ui/whom-to-ask'
import { AccountKeys } from './account-keys'

export const metadata: Metadata = { title: 'API keys', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function ApiKeysPage({ searchParams }: Props) {
  const { memberships } = await requireUser('/api-keys')
  const choice = chooseAccount(memberships, (await searchParams).account, 'keys:manage')
  if (choice.kind === 'not-found') notFound()
  return (
    <div className={`${GeistMono.variable} mx-auto max-w-3xl px-5 py-10 sm:py-14`}>
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">API keys</h1>
      {await content(choice)}
    </div>
  )
})

async function content(choice: Exclude<AccountChoice, { kind: 'not-found' }>) {
  if (choice.kind === 'no-account')
    return (
      <NoAccess title="You are not on a billing account yet">
        API keys belong to an account. Ask an owner of your company’s billing account to add you.
      </NoAccess>
    )
  const { account } = choice
  if (choice.kind === 'not-allowed')
    return (
      <NoAccess title="API keys are for owners and billing members">
        If you need one, ask <WhomToAsk owners={await listOwners([account.id])} /> to create it, or to make
        you a billing member.
      </NoAccess>
    )
  const [keys, reported] = await Promise.all([listApiKeys(account.id), listReportedKeys([account.id])])
  return <AccountKeys account={account} all={choice.all} keys={keys} reported={reported} />
}
