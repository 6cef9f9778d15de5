import { setTimeout } from 'node:timers/promises'
import { jsonReply, type Reply } from '../api/reply'
import { resourceMissing, StripeError } from '../api/stripe-error'
import { noConfiguration } from '../resources/portal-configuration-errors'
import { DEFAULT_LATENCY_MS, type Fault } from './fault'

type StruckCall = { customerId: string | null; requestId: string }

/**
 * Executes a call, or fails it as an execution fault says.
 * @throws {StripeError} for the faults in which Stripe refuses.
 */
export async function executeWithFault(
  fault: Fault | null,
  call: StruckCall,
  execute: () => object,
): Promise<Reply> {
  const customer = call.customerId ?? 'cus_unknown'
  switch (fault?.kind) {
    case 'latency':
      // Unreferenced, so that a call in progress does not keep a stopped server's process alive.
      await setTimeout(fault.ms ?? DEFAULT_LATENCY_MS, undefined, { ref: false })
      return jsonReply(200, execute())
    case 'server-error':
      return { ...serverError(call.requestId, fault.stored), stored: fault.stored }
    case 'deleted-customer':
      throw resourceMissing('customer', customer, 'customer')
    case 'other-mode-customer':
      throw otherModeCustomer(customer)
    case 'no-configuration':
      throw noConfiguration()
    case 'missing-url':
    case 'foreign-url':
    case 'http-url':
      return jsonReply(200, withUrl(execute(), fault.kind))
    default:
      return jsonReply(200, execute())
  }
}

/** Stripe asks not to retry a 500 that its idempotency layer would only replay. https://docs.stripe.com/error-low-level#retries */
function serverError(requestId: string, stored: boolean): Reply {
  const error = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, error.toBody(requestId), stored ? { 'Stripe-Should-Retry': 'false' } : {})
}

function otherModeCustomer(customer: string): StripeError {
  return new StripeError(400, {
    code: 'resource_missing',
    message: `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    param: 'customer',
  })
}

function withUrl(object: object, kind: 'missing-url' | 'foreign-url' | 'http-url'): object {
  if (kind === 'missing-url') return { ...object, url: undefined }
  // Neither address answers: `.invalid` never resolves (RFC 2606).
  const address =
    kind === 'foreign-url' ? 'https://billing.stripe.com.attacker.invalid' : 'http://billing.stripe.invalid'
  return { ...object, url: `${address}/p/session/test_elsewhere` }
}
