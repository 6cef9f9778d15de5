import type { FaultInput } from '../faults/fault'
import type { World } from './make-world'

/**
 * A Stripe call that this product or its tests make, with the expected result: see `differences` in
 * run-contract.ts.
 */
export type ContractCall = {
  name: string
  /** The source of Stripe's wording and shapes: its documentation, or a public report. */
  source: string
  call(world: World): Promise<unknown>
  expected: { answer: object } | { refusal: (world: World) => Refusal }
  /**
   * For a failure that cannot be provoked in a test account: the reason, and the fault that replaces it here.
   */
  unprovokable?: { reason: string; fault: FaultInput }
}

/** `null` must be absent, and omitted fields are not compared. `type` defaults to `invalid_request_error`. */
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

/** The refusal of an unknown id. */
export const missing = (kind: string, id: string, param: string): Refusal => ({
  status: param === 'id' ? 404 : 400,
  code: 'resource_missing',
  param,
  message: `No such ${kind}: '${id}'`,
})
