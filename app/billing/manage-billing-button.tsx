'use client'

import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { Alert } from '../ui/alert'
import { readPortalAnswer } from './portal-answer'

/** Longer than the server's own deadline with Stripe, so that its answer, and not this, is what people normally see. */
const PATIENCE_MS = 20_000

const UNREACHABLE = 'The server could not be reached. Check your connection, then try again.'

type State = { kind: 'idle' } | { kind: 'opening' } | { kind: 'failed'; words: string }

type Props = {
  accountId: string
  /** The id of the element that names the account, for people who meet the button without seeing the card around it. */
  describedBy: string
  /** A failure that the page was loaded with: how a form post without a script comes back. */
  failure: string | null
}

/**
 * Leads to the billing portal. It is a form that works without a script; with one, the page stays while the portal is being
 * opened, and failures appear beside the button.
 */
export function ManageBillingButton({ accountId, describedBy, failure }: Props) {
  const [state, setState] = useState<State>(failure ? { kind: 'failed', words: failure } : { kind: 'idle' })
  // State is too late for a double click: the second one comes before React renders.
  const opening = useRef(false)
  const statusId = useId()

  useEffect(() => {
    // After Back, browsers may show this page as it was left: still opening.
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

    const answer = await requestPortal(accountId)
    if (answer.kind === 'opened') return window.location.assign(answer.url)
    if (answer.kind === 'signed-out') return window.location.assign('/sign-in?callbackUrl=/billing')
    opening.current = false
    setState(answer)
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
        // Not `disabled`, which would take the focus away from people on a keyboard.
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
      {/* Below, so that the button does not move away under a second press. */}
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
    return await readPortalAnswer(response)
  } catch {
    return { kind: 'failed', words: UNREACHABLE } as const
  }
}

function Spinner() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" fill="none" className="size-4 motion-safe:animate-spin">
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="2" opacity="0.3" />
      <path d="M14.5 8A6.5 6.5 0 0 0 8 1.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
