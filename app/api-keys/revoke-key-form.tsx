'use client'

import { type ReactNode, useActionState } from 'react'
import { refusalOf } from '../action-outcome'
import { ActionForm } from '../ui/action-form'
import { FocusedHeading } from '../ui/focused-heading'
import { revokeKey } from './actions'
import { KeyTitle } from './key-title'

type Props = {
  apiKey: { id: string; name: string; start: string }
  accountId: string
  isRevoked: boolean
  /** One sentence about the key's last use. */
  use: ReactNode
  back: string
}

/** Asks for confirmation, revokes the key and confirms that it is revoked. */
export function RevokeKeyForm({ apiKey, accountId, isRevoked, use, back }: Props) {
  const [outcome, revoke, isPending] = useActionState(revokeKey, null)
  if (isRevoked || outcome?.kind === 'done') return <Revoked apiKey={apiKey} back={back} />

  return (
    <>
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Revoke API key?</h1>
      <div className="card mt-8 grid gap-6 p-6 sm:p-8">
        <p className="leading-relaxed">
          Requests with <KeyTitle {...apiKey} /> will be refused immediately. This cannot be undone.
        </p>
        <p className="text-ink-soft leading-relaxed">{use}</p>
        <ActionForm
          action={revoke}
          isPending={isPending}
          accountId={accountId}
          refusal={refusalOf(outcome)}
          submit={{ label: 'Revoke API key', pending: 'Revoking…', className: 'button-danger' }}
          cancel={back}
        >
          <input type="hidden" name="keyId" value={apiKey.id} />
        </ActionForm>
      </div>
    </>
  )
}

function Revoked({ apiKey, back }: Pick<Props, 'apiKey' | 'back'>) {
  return (
    <>
      <FocusedHeading>API key revoked</FocusedHeading>
      <div className="card mt-8 grid gap-6 p-6 sm:p-8">
        <p className="leading-relaxed">
          Requests with <KeyTitle {...apiKey} /> are now refused.
        </p>
        <p>
          <a href={back} className="button button-primary">
            Back to API keys
          </a>
        </p>
      </div>
    </>
  )
}
