import type { Customer, DeletedCustomer } from '../wire'
import { type Fault, fault, faultKind } from './fault'

/** A call as faults see it. */
type Target = { path: string; customer: Customer | DeletedCustomer | null; customerId: string | null }

/** A customer with this metadata fails in that way whenever a portal session is asked for; all other calls work, so it can be repaired. */
const METADATA_KEY = 'local_fault'
const METADATA_PATH = '/v1/billing_portal/sessions'

/** The faults that are waiting for a call to strike. */
export class FaultQueue {
  #faults: Fault[] = []

  add(added: Fault): void {
    this.#faults.push({ ...added })
  }

  clear(): void {
    this.#faults = []
  }

  /** The fault that strikes this call, if any: the oldest that fits, else the one in the customer's metadata. It is used up once. */
  take(target: Target): Fault | null {
    const found = this.#faults.find((waiting) => fits(waiting, target))
    if (!found) return faultInMetadata(target)
    found.times -= 1
    if (found.times === 0) this.#faults = this.#faults.filter((waiting) => waiting !== found)
    return found
  }
}

function fits({ customer, path }: Fault, target: Target): boolean {
  return (
    (customer === undefined || customer === target.customerId) &&
    (path === undefined || target.path.startsWith(path))
  )
}

function faultInMetadata({ path, customer }: Target): Fault | null {
  if (path !== METADATA_PATH || !customer || customer.deleted) return null
  const kind = faultKind.safeParse(customer.metadata[METADATA_KEY])
  return kind.success ? fault.parse({ kind: kind.data }) : null
}
