import { resourceMissing } from '../api/stripe-error'
import { changedAttributes } from '../events/changed-attributes'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId, randomText } from '../store/new-id'
import type { Customer } from '../wire'
import type { CustomerUpdate } from './customer-params'
import { given } from './given'
import { mergedMetadata } from './merged-metadata'

/**
 * The customer with an id, not a deleted one.
 * @param param the parameter that named it; "id" when the path did.
 * @throws {StripeError} `resource_missing`
 */
export function requireCustomer(stripe: LocalStripe, id: string, param = 'id'): Customer {
  const customer = stripe.store.customers.find(id)
  if (!customer || customer.deleted) throw resourceMissing('customer', id, param)
  return customer
}

export function newCustomer(stripe: LocalStripe): Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: unixNow(stripe),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

/** Puts changed details into the store, and tells it to the world when something is different. */
export function updateCustomer(stripe: LocalStripe, customer: Customer, update: CustomerUpdate): Customer {
  const updated = stripe.store.customers.put(withDetails(customer, update))
  const previous = changedAttributes(customer, updated)
  if (previous) stripe.events.record({ type: 'customer.updated', object: updated, previous })
  return updated
}

/** The customer with the given details; what is not given stays. */
export function withDetails(customer: Customer, update: CustomerUpdate): Customer {
  const { rendering_options: _unmodelled, ...settings } = update.invoice_settings ?? {}
  return {
    ...customer,
    ...given({
      address: update.address,
      balance: update.balance,
      description: update.description,
      email: update.email,
      invoice_prefix: update.invoice_prefix,
      name: update.name,
      next_invoice_sequence: update.next_invoice_sequence,
      phone: update.phone,
      preferred_locales: update.preferred_locales,
      shipping: update.shipping,
      tax_exempt: update.tax_exempt,
    }),
    invoice_settings: { ...customer.invoice_settings, ...given(settings) },
    metadata: mergedMetadata(customer.metadata, update.metadata),
  }
}
