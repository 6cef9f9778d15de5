import type { z } from 'zod'
import type { FaultInput } from '../faults/fault'
import type { World } from './make-world'

/** What Stripe refuses with. `null` is "there must be none"; what is left out is not known, and not compared. */
export type Refusal = {
  status: number
  type: 'idempotency_error' | 'invalid_request_error'
  code?: string | null
  param?: string | null
  /** Stripe's words, or as much of them as is known. */
  message: string | RegExp
}

/** A call that this product or its tests make of Stripe, and what must come back. */
export type ContractCall = {
  name: string
  call(world: World): Promise<unknown>
  /** Where Stripe's words and shapes are from: its documentation, or a public report of what it said. */
  source: string
  /** Given for a failure that a test account cannot be brought to: why not, and the fault that stands in for it here. */
  unprovokable?: { reason: string; fault: FaultInput }
} & ({ answers: z.ZodType } | { refuses: Refusal | ((world: World) => Refusal) })

/** What went wrong was the request. */
export const invalidRequest = (status: number, rest: Omit<Refusal, 'status' | 'type'>): Refusal => ({
  status,
  type: 'invalid_request_error',
  ...rest,
})

/** An id that leads nowhere. */
export const missing = (kind: string, id: string, param: string): Refusal =>
  invalidRequest(param === 'id' ? 404 : 400, {
    code: 'resource_missing',
    param,
    message: `No such ${kind}: '${id}'`,
  })
