import type { z } from 'zod'
import type { LocalStripe } from '../local-stripe'
import { expanded } from './expanded'
import type { Form } from './form'
import { parseParams } from './parse-params'

/**
 * One call of the API. Validation and execution are two steps, because Stripe's idempotency layer keeps only
 * the responses of calls that began to execute. The execution takes the id in the path, or ''.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/v1/customers/:id/payment_methods`. */
  path: string
  /** @throws {StripeError} when a parameter is wrong */
  prepare(form: Form): (stripe: LocalStripe, id: string) => object
}

/** Declares a call with the parameters that it takes: all others are unknown. `expand[]` is done here. */
export function endpoint<Schema extends z.ZodType<object>>(
  method: Endpoint['method'],
  path: string,
  params: Schema,
  execute: (stripe: LocalStripe, params: Omit<z.output<Schema>, 'expand'>, id: string) => object,
): Endpoint {
  return {
    method,
    path,
    prepare(form) {
      const { expand = [], ...parsed }: z.output<Schema> & { expand?: string[] } = parseParams(params, form)
      return (stripe, id) => expanded(execute(stripe, parsed, id), expand, stripe.store)
    },
  }
}
