import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { origin } from '@/lib/origin'
import { chooseAccount } from '../../choose-account'
import { queryingPage } from '../../querying-page'
import { requireUser } from '../../require-user'
import { CreateKeyForm } from '../create-key-form'

export const metadata: Metadata = { title: 'Create API key', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function CreateKeyPage({ searchParams }: Props) {
  const { memberships } = await requireUser('/api-keys/new')
  const choice = chooseAccount(memberships, (await searchParams).account, 'keys:manage')
  if (choice.kind === 'not-found') notFound()
  // That page explains why the person cannot create a key.
  if (choice.kind !== 'chosen') redirect('/api-keys')
  return (
    <div className={`${GeistMono.variable} mx-auto max-w-2xl px-5 py-10 sm:py-14`}>
      <CreateKeyForm
        accountId={choice.account.id}
        accountName={choice.account.name}
        origin={origin()}
        back={`/api-keys?${new URLSearchParams({ account: choice.account.id })}`}
      />
    </div>
  )
})
