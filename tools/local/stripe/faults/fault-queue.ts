import type { Store } from '../account/store'
import { type Fault, fault } from './fault'

/** Where a customer fails whose metadata has `local_fault`; other calls work, so that it can be repaired. */
const METADATA_PATH = '/v1/billing_portal/sessions'

/** The faults that are waiting for a call to strike. */
export class FaultQueue {
  #faults: Fault[] = []

  add(added: Fault): void {
    this.#faults.push(added)
  }

  clear(): void {
    this.#faults = []
  }

  /** The fault that strikes a call: the oldest that fits, which is used up, else the one in the metadata. */
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
