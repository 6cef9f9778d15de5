import type { Store } from '../store/store'
import type { Form } from './form'

/** The id of the customer whom a call is about: its parameter, the one in its path, or the owner of what the path names. */
export function customerOfCall(path: string, form: Form, store: Store): string | null {
  if (typeof form.customer === 'string') return form.customer
  const [, , resource, id = ''] = path.split('/')
  switch (resource) {
    case 'customers':
      return id || null
    case 'subscriptions':
      return idOf(store.subscriptions.find(id)?.customer)
    case 'invoices':
      return idOf(store.invoices.find(id)?.customer)
    case 'payment_methods':
      return idOf(store.paymentMethods.find(id)?.customer)
    default:
      return null
  }
}

const idOf = (value: unknown) => (typeof value === 'string' ? value : null)
