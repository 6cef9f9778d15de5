'use client'

import { type ReactNode, useActionState } from 'react'
import type { ActionOutcome } from '../action-outcome'
import { ActionForm } from './action-form'

type Props = {
  /** It leads elsewhere once it is done. */
  action: (previous: unknown, form: FormData) => Promise<ActionOutcome<object>>
  accountId: string
  submit: { label: string; pending: string; className: string }
  cancel: string
  /** The form's fields. */
  children?: ReactNode
}

/** The form of a page that asks before something is done, or for a choice. */
export function ConfirmForm({ action, accountId, submit, cancel, children }: Props) {
  const [outcome, send, isPending] = useActionState(action, null)
  const refusal = outcome?.kind === 'refused' ? outcome.message : 'Reload this page and try again.'
  return (
    <ActionForm
      action={send}
      isPending={isPending}
      accountId={accountId}
      refusal={outcome ? refusal : null}
      submit={submit}
      cancel={cancel}
    >
      {children}
    </ActionForm>
  )
}
