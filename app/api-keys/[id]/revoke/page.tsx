import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { queryingPage } from '../../../querying-page'
import { timeAgo } from '../../../ui/moment'
import { requireKey } from '../../require-key'
import { RevokeKeyForm } from '../../revoke-key-form'

export const metadata: Metadata = { title: 'Revoke API key', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

export default queryingPage(async function RevokeKeyPage({ params }: Props) {
  const { id } = await params
  const { billingAccountId, name, start, lastUsedAt, revokedAt } = await requireKey(
    id,
    `/api-keys/${id}/revoke`,
  )
  return (
    <div className={`${GeistMono.variable} mx-auto max-w-2xl px-5 py-10 sm:py-14`}>
      <RevokeKeyForm
        apiKey={{ id, name, start }}
        accountId={billingAccountId}
        isRevoked={revokedAt !== null}
        use={
          lastUsedAt
            ? `It was last used ${timeAgo(lastUsedAt, new Date())}. To replace it without a gap, rotate it.`
            : 'It has never been used.'
        }
        back={`/api-keys?${new URLSearchParams({ account: billingAccountId })}`}
      />
    </div>
  )
})
