'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Alert } from './alert'
import { Spinner } from './spinner'

type Props = {
  /** From `useActionState`. */
  action: (form: FormData) => void
  isPending: boolean
  accountId: string
  /** Why the form was refused, or null. */
  refusal: string | null
  /** The button's label, and its label while the action runs. */
  submit: { label: string; pending: string; className: string }
  /** The link of the cancel button. */
  cancel: string
  children?: ReactNode
}

/** A form for one server action on one account. It works without JavaScript. A second submit does nothing. */
export function ActionForm({ action, isPending, accountId, refusal, submit, cancel, children }: Props) {
  // A ref, because the second click of a double click comes before React renders new state.
  const sent = useRef(false)
  useEffect(() => {
    if (!isPending) sent.current = false
  }, [isPending])

  function sendOnce(event: FormEvent<HTMLFormElement>) {
    if (sent.current) return event.preventDefault()
    sent.current = true
  }

  return (
    <form action={action} onSubmit={sendOnce} className="grid gap-6">
      <input type="hidden" name="accountId" value={accountId} />
      {children}
      <div className="flex flex-wrap gap-3">
        <button type="submit" aria-disabled={isPending} className={`button ${submit.className}`}>
          {isPending && <Spinner />}
          {isPending ? submit.pending : submit.label}
        </button>
        <a href={cancel} className="button button-quiet">
          Cancel
        </a>
        <span role="status" className="sr-only">
          {isPending && submit.pending}
        </span>
      </div>
      {/* Below the button, so that the button does not move. */}
      {refusal && <Alert>{refusal}</Alert>}
    </form>
  )
}
