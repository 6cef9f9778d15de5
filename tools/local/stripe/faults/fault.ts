import { z } from 'zod'
import type { Store } from '../account/store'

/**
 * The ways in which the local Stripe can fail on request. README.md describes each.
 *
 * - edge: before Stripe's code sees the call. Nothing happens, and no idempotency key is used up.
 * - execution: while the call executes. The response is stored under its idempotency key.
 * - wire: the call took effect, but its response is damaged on the way. A repeat with its key gets the whole
 *   response.
 */
export const EDGE = [
  'hang',
  'reset-before',
  'html-502',
  'rate-limit',
  'lock-timeout',
  'wrong-key',
  'missing-permission',
] as const
export const EXECUTION = [
  'latency',
  'server-error',
  'deleted-customer',
  'other-mode-customer',
  'no-configuration',
  'missing-url',
  'foreign-url',
  'http-url',
] as const
const WIRE = ['drip', 'half-body', 'reset-after'] as const

export const fault = z.strictObject({
  kind: z.enum([...EDGE, ...EXECUTION, ...WIRE]),
  /** Only calls about this customer. */
  customer: z.string().optional(),
  /** Only calls whose path starts with this, such as `/v1/billing_portal/sessions`. */
  path: z.string().optional(),
  /** How many calls fail. */
  times: z.int().min(1).max(1_000_000).default(1),
  /** `latency`: how long the call executes. `drip`: the pause between two bytes. Milliseconds. */
  ms: z.int().min(0).max(600_000).optional(),
  /** `server-error`: whether the idempotency layer stores the 500, as Stripe's does. */
  stored: z.boolean().default(true),
})

export type Fault = z.output<typeof fault>
export type FaultInput = z.input<typeof fault>

/**
 * The call that fails for a customer with `local_fault` in its metadata. Other calls work, so the customer
 * can be repaired.
 */
const METADATA_PATH = '/v1/billing_portal/sessions'

/** The pending faults. */
export class FaultQueue {
  #faults: Fault[] = []

  add(added: Fault): void {
    this.#faults.push(added)
  }

  clear(): void {
    this.#faults = []
  }

  /**
   * The fault for a call: the oldest match, which is used up, otherwise the one in the customer's metadata.
   */
  take(path: string, customerId: string | null, store: Store): Fault | null {
    const fits = ({ customer, path: begin = '' }: Fault) =>
      (customer ?? customerId) === customerId && path.startsWith(begin)
    const found = this.#faults.find(fits)
    if (found) {
      found.times -= 1
      if (found.times === 0) this.#faults = this.#faults.filter((waiting) => waiting !== found)
      return found
    }
    const customer = path === METADATA_PATH ? store.find('customer', customerId) : null
    if (!customer || customer.deleted) return null
    return fault.safeParse({ kind: customer.metadata.local_fault }).data ?? null
  }
}
