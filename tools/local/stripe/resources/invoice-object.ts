import { resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Customer, Invoice } from '../wire'

/** @throws {StripeError} `resource_missing` */
export function requireInvoice(stripe: LocalStripe, id: string, param = 'id'): Invoice {
  const invoice = stripe.store.invoices.find(id)
  if (!invoice) throw resourceMissing('invoice', id, param)
  return invoice
}

type Draft = Partial<
  Pick<
    Invoice,
    | 'auto_advance'
    | 'billing_reason'
    | 'collection_method'
    | 'custom_fields'
    | 'default_payment_method'
    | 'description'
    | 'due_date'
    | 'effective_at'
    | 'footer'
    | 'metadata'
    | 'number'
    | 'parent'
    | 'period_end'
    | 'period_start'
  >
> & { currency: string }

/** A draft without lines. */
export function newInvoice(stripe: LocalStripe, customer: Customer, draft: Draft): Invoice {
  const created = unixNow(stripe)
  return {
    id: newId('in'),
    object: 'invoice',
    account_country: 'US',
    account_name: stripe.businessName,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'manual',
    collection_method: 'charge_automatically',
    created,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: '' },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
    ...draft,
  }
}
