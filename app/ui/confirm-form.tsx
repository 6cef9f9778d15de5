'use client'

import { type ReactNode, useActionState } from 'react'
import { type ActionOutcome, refusalOf } from '../action-outcome'
import { ActionForm } from './action-form'

type Props = {
  /** It redirects when it succeeds. */
  action: (previous: unknown, form: FormData) => Promise<ActionOutcome<object>>
  accountId: string
  submit: { label: string; pending: string; className: string }
  cancel: string
  /** The form's fields. */
  children?: ReactNode
}

/** A form that confirms a change, or takes a choice that cannot be invalid. */
export function ConfirmForm({ action, accountId, submit, cancel, children }: Props) {
  const [outcome, send, isPending] = useActionState(action, null)
  return (
    <ActionForm
      action={send}
      isPending={isPending}
      accountId={accountId}
      refusal={refusalOf(outcome)}
      submit={submit}
      cancel={cancel}
    >
      {children}
    </ActionForm>
  )
}
