import type { FaultInput } from '../faults/fault'
import type { World } from './make-world'

/** A call that this product or its tests make of Stripe, and what must come back: see `differences`. */
export type ContractCall = {
  name: string
  /** Where Stripe's words and shapes are from: its documentation, or a public report of what it said. */
  source: string
  call(world: World): Promise<unknown>
  expected: { answer: object } | { refusal: (world: World) => Refusal }
  /** For a failure that a test account cannot be brought to: why not, and the fault that stands in here. */
  unprovokable?: { reason: string; fault: FaultInput }
}

/** `null` must be absent, and what is left out is not known. `type` defaults to `invalid_request_error`. */
export type Refusal = {
  status: number
  type?: 'idempotency_error'
  code?: string | null
  param?: string | null
  message: string | RegExp
}

type Call = ContractCall['call']

export const answers = (name: string, source: string, call: Call, answer: object): ContractCall => ({
  ...{ name, source, call },
  expected: { answer },
})

export const refuses = (
  name: string,
  source: string,
  call: Call,
  refusal: Refusal | ((world: World) => Refusal),
  unprovokable?: ContractCall['unprovokable'],
): ContractCall => ({
  ...{ name, source, call },
  expected: { refusal: typeof refusal === 'function' ? refusal : () => refusal },
  ...(unprovokable && { unprovokable }),
})

/** An id that leads nowhere. */
export const missing = (kind: string, id: string, param: string): Refusal => ({
  status: param === 'id' ? 404 : 400,
  code: 'resource_missing',
  param,
  message: `No such ${kind}: '${id}'`,
})
