'use client'

import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { Alert } from '../ui/alert'
import { Spinner } from '../ui/spinner'
import { readPortalResponse } from './portal-response'

/** Longer than the server's deadline for Stripe, so that people see the server's error. */
const PATIENCE_MS = 20_000

const UNREACHABLE = 'The server could not be reached. Check your connection, then try again.'

type State = { kind: 'idle' } | { kind: 'opening' } | { kind: 'failed'; words: string }

type Props = {
  accountId: string
  /** The id of the element that names the account, for screen readers. */
  describedBy: string
  /** The failure of a form post without JavaScript, which redirects back to this page. */
  failure: string | null
}

/**
 * Opens the billing portal. The form works without JavaScript. With JavaScript, the page stays until the
 * portal opens, and failures appear below the button.
 */
export function ManageBillingButton({ accountId, describedBy, failure }: Props) {
  const [state, setState] = useState<State>(failure ? { kind: 'failed', words: failure } : { kind: 'idle' })
  // A ref, because the second click of a double click comes before React renders new state.
  const opening = useRef(false)
  const statusId = useId()

  useEffect(() => {
    // After Back, the browser may restore this page in its opening state.
    function reset({ persisted }: PageTransitionEvent) {
      if (!persisted) return
      opening.current = false
      setState({ kind: 'idle' })
    }
    window.addEventListener('pageshow', reset)
    return () => window.removeEventListener('pageshow', reset)
  }, [])

  async function open(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (opening.current) return
    opening.current = true
    setState({ kind: 'opening' })

    const outcome = await requestPortal(accountId)
    if (outcome.kind === 'opened') return window.location.assign(outcome.url)
    if (outcome.kind === 'signed-out') return window.location.assign('/sign-in?callbackUrl=/billing')
    opening.current = false
    setState(outcome)
  }

  const isOpening = state.kind === 'opening'
  return (
    <form
      method="post"
      action={`/api/billing-portal?${new URLSearchParams({ account: accountId })}`}
      onSubmit={open}
      className="grid gap-4"
    >
      <input type="hidden" name="billingAccountId" value={accountId} />
      <button
        type="submit"
        // Not `disabled`, which would drop the keyboard focus.
        aria-disabled={isOpening}
        aria-describedby={`${describedBy} ${statusId}`}
        className="button button-primary justify-self-stretch sm:justify-self-start"
      >
        {isOpening && <Spinner />}
        {isOpening ? 'Opening…' : 'Manage billing'}
      </button>
      <span id={statusId} role="status" className="sr-only">
        {isOpening && 'Opening the billing portal…'}
      </span>
      {/* Below the button, so that the button does not move. */}
      {state.kind === 'failed' && <Alert>{state.words}</Alert>}
    </form>
  )
}

async function requestPortal(billingAccountId: string) {
  try {
    const response = await fetch('/api/billing-portal', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ billingAccountId, returnUrl: '/billing' }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return await readPortalResponse(response)
  } catch {
    return { kind: 'failed', words: UNREACHABLE } as const
  }
}
