import type { z } from 'zod'
import type { LocalStripe } from '../local-stripe'
import { expanded } from './expanded'
import type { Form } from './form'
import { parseParams } from './parse-params'

/**
 * One call of the API. Validation and execution are two steps, because Stripe's idempotency layer keeps only the answers of calls that
 * began to execute.
 */
export type Route = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/v1/customers/:id/payment_methods`. */
  path: string
  /**
   * Validates the parameters, and returns what executes the call with them. The execution takes the id in the path, if there is one.
   * @throws {StripeError} when a parameter is wrong.
   */
  prepare(form: Form): (stripe: LocalStripe, id: string) => object
}

/** Declares a call. `expand[]` is done here for all of them. */
export function route<Schema extends z.ZodType>(
  method: Route['method'],
  path: string,
  params: Schema,
  execute: (stripe: LocalStripe, params: z.output<Schema>, id: string) => object,
): Route {
  return {
    method,
    path,
    prepare(form) {
      const parsed = parseParams(params, form)
      return (stripe, id) => expanded(execute(stripe, parsed, id), pathsToExpand(parsed), stripe.store)
    },
  }
}

function pathsToExpand(params: unknown): string[] {
  if (typeof params !== 'object' || params === null || !('expand' in params)) return []
  return Array.isArray(params.expand) ? params.expand : []
}
