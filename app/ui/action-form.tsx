'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Alert } from './alert'
import { Spinner } from './spinner'

type Props = {
  /** From `useActionState`. */
  action: (form: FormData) => void
  isPending: boolean
  accountId: string
  /** Why it was refused, in words; null when it was not. */
  refusal: string | null
  /** The button's words at rest and while the server works. */
  submit: { label: string; pending: string; className: string }
  /** Where to go instead. */
  cancel: string
  children?: ReactNode
}

/**
 * A form of one server action about one account. It works without JavaScript; with it the page stays, and a
 * second press does nothing.
 */
export function ActionForm({ action, isPending, accountId, refusal, submit, cancel, children }: Props) {
  // State is too late for a double click: the second one comes before React renders, and React would queue
  // it.
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
      {/* Below, so that the button does not move away under a second press. */}
      {refusal && <Alert>{refusal}</Alert>}
    </form>
  )
}
