import type {
  Customer,
  DeletedCustomer,
  Invoice,
  InvoiceItem,
  PaymentMethod,
  PortalConfiguration,
  Price,
  Product,
  Subscription,
} from '../wire'
import { Collection } from './collection'

/** What outlives a restart: everything a Stripe account holds, except sessions, events and idempotency keys. */
export class Store {
  /** Counts changes, so that a snapshot is written only when there is something new. */
  version = 0

  readonly customers = this.#collection<Customer | DeletedCustomer>()
  readonly paymentMethods = this.#collection<PaymentMethod>()
  readonly products = this.#collection<Product>()
  readonly prices = this.#collection<Price>()
  readonly subscriptions = this.#collection<Subscription>()
  readonly invoices = this.#collection<Invoice>()
  readonly invoiceItems = this.#collection<InvoiceItem>()
  readonly configurations = this.#collection<PortalConfiguration>()

  #collection<T extends { id: string }>(): Collection<T> {
    return new Collection<T>(() => {
      this.version += 1
    })
  }
}
