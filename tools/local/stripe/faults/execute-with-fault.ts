import { setTimeout } from 'node:timers/promises'
import type { Reply } from '../api/idempotency'
import { jsonReply, unknownError } from '../api/json-reply'
import { EXECUTION, type Fault } from './fault'
import { refuse } from './refusals'

/** Addresses that no answer should have. Neither answers: `.invalid` never resolves (RFC 2606). */
const BAD_URLS: Record<string, string | undefined> = {
  'missing-url': undefined,
  'foreign-url': 'https://billing.stripe.com.attacker.invalid/p/session/test_elsewhere',
  'http-url': 'http://billing.stripe.invalid/p/session/test_elsewhere',
}

/**
 * Executes a call, or fails it as an execution fault says.
 * @throws {StripeError} for the faults in which Stripe refuses
 */
export async function executeWithFault(
  fault: Fault | null,
  customer: string | null,
  requestId: string,
  execute: () => object,
): Promise<Reply> {
  // Longer than an attempt's deadline, shorter than a test's.
  const { kind, ms = 5_000, stored = true } = fault ?? {}
  refuse(EXECUTION, kind, customer)
  // Unreferenced, so that a call in progress does not keep a stopped server's process alive.
  if (kind === 'latency') await setTimeout(ms, undefined, { ref: false })
  // Stripe asks not to retry a 500 that its idempotency layer would only replay.
  // https://docs.stripe.com/error-low-level#retries
  if (kind === 'server-error')
    return { ...unknownError(requestId, stored ? { 'Stripe-Should-Retry': 'false' } : {}), stored }
  const answer = execute()
  return jsonReply(200, kind && kind in BAD_URLS ? { ...answer, url: BAD_URLS[kind] } : answer)
}
