import { type PortalOutcome, readPortalResponse } from './portal-response'

/** Longer than the server's own deadline for Stripe, so that people see its error and not this one. */
const PATIENCE_MS = 20_000

const UNREACHABLE = 'The server could not be reached. Check your connection, then try again.'

/** A task of the portal, as `POST /api/billing-portal` takes it. */
export type PortalFlow =
  | { type: 'payment_method_update' }
  | { type: 'subscription_update' | 'subscription_cancel'; subscription: string }

/** Asks for a portal session. It never throws. */
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
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    return await readPortalResponse(response)
  } catch (error) {
    // A browser's Stop ends requests, too.
    const isStopped = error instanceof DOMException && error.name === 'AbortError'
    return isStopped ? { kind: 'stopped' } : { kind: 'failed', words: UNREACHABLE }
  }
}
