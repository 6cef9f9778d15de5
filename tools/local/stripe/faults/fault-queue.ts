import type { Store } from '../account/store'
import { type Fault, fault, faultKind } from './fault'

/** Where a customer fails whose metadata has `local_fault`; all other calls work, so that it can be repaired. */
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

  /** The fault that strikes a call: the oldest that fits, which is used up once, else the one in the metadata. */
  take(path: string, customerId: string | null, store: Store): Fault | null {
    const found = this.#faults.find(
      (waiting) => (waiting.customer ?? customerId) === customerId && path.startsWith(waiting.path ?? '/'),
    )
    if (!found) return path === METADATA_PATH ? faultInMetadata(customerId, store) : null
    found.times -= 1
    if (found.times === 0) this.#faults = this.#faults.filter((waiting) => waiting !== found)
    return found
  }
}

function faultInMetadata(customerId: string | null, store: Store): Fault | null {
  const customer = store.find('customer', customerId)
  const kind = faultKind.safeParse(customer?.deleted ? null : customer?.metadata.local_fault)
  return kind.success ? fault.parse({ kind: kind.data }) : null
}
