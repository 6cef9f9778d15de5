import { type PortalOutcome, readPortalResponse } from './portal-response'

/** Longer than the server's deadline for Stripe, so people see the server's error first. */
const TIMEOUT_MS = 20_000

const UNREACHABLE = 'The server could not be reached. Check your connection, then try again.'

/** A portal flow, as in the body of `POST /api/billing-portal`. */
export type PortalFlow =
  | { type: 'payment_method_update' }
  | { type: 'subscription_update' | 'subscription_cancel'; subscription: string }

/** Requests a portal session. It never throws. */
export async function requestPortal(
  billingAccountId: string,
  flow: PortalFlow | undefined,
  signal: AbortSignal,
): Promise<PortalOutcome> {
  const returnUrl = '/billing'
  const body = {
    billingAccountId,
    returnUrl,
    ...(flow && { flow: { ...flow, afterCompletion: { returnUrl } } }),
  }
  try {
    const response = await fetch('/api/billing-portal', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    return await readPortalResponse(response)
  } catch (error) {
    // The browser's Stop also aborts requests.
    const isStopped = error instanceof DOMException && error.name === 'AbortError'
    return isStopped ? { kind: 'stopped' } : { kind: 'failed', message: UNREACHABLE }
  }
}
