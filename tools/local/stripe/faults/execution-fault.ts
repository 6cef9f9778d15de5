import { setTimeout } from 'node:timers/promises'
import { jsonReply, type Reply } from '../api/reply'
import { resourceMissing, StripeError } from '../api/stripe-error'
import { noConfiguration } from '../resources/portal-configurations'
import { DEFAULT_LATENCY_MS, type Fault } from './fault'

type StruckCall = { customer: string | null; requestId: string }

/**
 * Executes a call, or fails it as an execution fault says.
 * @throws {StripeError} for the faults in which Stripe refuses
 */
export async function executeWithFault(
  fault: Fault | null,
  { customer, requestId }: StruckCall,
  execute: () => object,
): Promise<Reply> {
  switch (fault?.kind) {
    case 'latency':
      // Unreferenced, so that a call in progress does not keep a stopped server's process alive.
      await setTimeout(fault.ms ?? DEFAULT_LATENCY_MS, undefined, { ref: false })
      return jsonReply(200, execute())
    case 'server-error':
      return { ...serverError(requestId, fault.stored), stored: fault.stored }
    case 'deleted-customer':
      throw resourceMissing('customer', String(customer), 'customer')
    case 'other-mode-customer':
      throw otherModeCustomer(String(customer))
    case 'no-configuration':
      throw noConfiguration()
    // Neither address answers: `.invalid` never resolves (RFC 2606).
    case 'missing-url':
      return jsonReply(200, { ...execute(), url: undefined })
    case 'foreign-url':
      return jsonReply(200, {
        ...execute(),
        url: 'https://billing.stripe.com.attacker.invalid/p/session/test',
      })
    case 'http-url':
      return jsonReply(200, { ...execute(), url: 'http://billing.stripe.invalid/p/session/test' })
    default:
      return jsonReply(200, execute())
  }
}

/**
 * Stripe asks not to retry a 500 that its idempotency layer would only replay.
 * https://docs.stripe.com/error-low-level#retries
 */
function serverError(requestId: string, stored: boolean): Reply {
  const error = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, error.toBody(requestId), stored ? { 'Stripe-Should-Retry': 'false' } : {})
}

/** As https://github.com/woocommerce/woocommerce-gateway-stripe/issues/3109 reports it. */
function otherModeCustomer(customer: string): StripeError {
  return new StripeError(400, {
    code: 'resource_missing',
    message: `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    param: 'customer',
  })
}
