import type { Store, StripeObject } from '../account/store'
import type { Form } from './form'

/** The id of the customer whom a call is about: its parameter, the one in its path, or the owner of what the path names. */
export function customerOfCall(path: string, form: Form, store: Store): string | null {
  if (typeof form.customer === 'string') return form.customer
  const [, , resource, id = ''] = path.split('/')
  if (resource === 'customers') return id || null
  const named: (StripeObject & { customer?: unknown }) | null = store.findAny(id)
  return typeof named?.customer === 'string' ? named.customer : null
}
