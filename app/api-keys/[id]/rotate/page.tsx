import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { keyState } from '@/lib/api-keys/key-state'
import { origin } from '@/lib/origin'
import { queryingPage } from '../../../querying-page'
import { closestLifetime } from '../../choices'
import { requireKey } from '../../require-key'
import { RotateKeyForm } from '../../rotate-key-form'

export const metadata: Metadata = { title: 'Rotate API key', robots: { index: false } }

const OBSTACLES = {
  active: null,
  replaced: 'This key has already been rotated. Rotate its successor instead.',
  expired: 'This key has expired. Create a new one instead.',
  revoked: 'This key is revoked. Create a new one instead.',
} as const

type Props = { params: Promise<{ id: string }> }

export default queryingPage(async function RotateKeyPage({ params }: Props) {
  const { id } = await params
  const key = await requireKey(id, `/api-keys/${id}/rotate`)
  const { billingAccountId, name, start, createdAt, expiresAt, replacedBy } = key
  const state = keyState({ ...key, isReplaced: replacedBy !== null }, new Date())
  return (
    <div className={`${GeistMono.variable} mx-auto max-w-2xl px-5 py-10 sm:py-14`}>
      <RotateKeyForm
        apiKey={{ id, name, start }}
        accountId={billingAccountId}
        obstacle={OBSTACLES[state]}
        lifetime={closestLifetime(createdAt, expiresAt)}
        origin={origin()}
        back={`/api-keys?${new URLSearchParams({ account: billingAccountId })}`}
      />
    </div>
  )
})
