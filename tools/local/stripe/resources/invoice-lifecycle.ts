import { cardDeclined, invalidRequest, StripeError } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { randomText } from '../store/new-id'
import type { Invoice, PaymentMethod } from '../wire'
import { requireCustomer } from './customer-object'
import { findMethodToCharge } from './find-method-to-charge'
import { FAILS_WHEN_CHARGED } from './test-cards'

/**
 * Turns a draft into an invoice that is owed: it gets its number, its date and its links. Nothing owed is paid at once.
 * `effective_at` is the date on the invoice, and stays as it was given. https://docs.stripe.com/api/invoices/finalize
 * @throws {StripeError} when it is no draft any more.
 */
export function finalizeInvoice(stripe: LocalStripe, draft: Invoice): Invoice {
  if (draft.status !== 'draft') {
    throw invalidRequest(
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
      undefined,
      'invoice_not_editable',
    )
  }
  const now = unixNow(stripe)
  const link = `${stripe.origin}/i/test_${randomText(48)}`
  const open: Invoice = {
    ...draft,
    status: 'open',
    number: draft.number ?? takeNumber(stripe, draft),
    effective_at: draft.effective_at ?? now,
    ending_balance: 0,
    hosted_invoice_url: link,
    invoice_pdf: `${link}/pdf`,
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  }
  stripe.events.record({ type: 'invoice.finalized', object: stripe.store.invoices.put(open) })
  return open.amount_due === 0 ? markPaid(stripe, open) : open
}

type Payment = { paidOutOfBand?: boolean; method?: PaymentMethod | null }

/**
 * Charges what is owed. https://docs.stripe.com/api/invoices/pay
 * @throws {StripeError} when it is not owed, there is nothing to charge, or the card is declined; the invoice stays open then.
 */
export function payInvoice(stripe: LocalStripe, invoice: Invoice, payment: Payment = {}): Invoice {
  if (invoice.status === 'paid') throw invalidRequest('Invoice is already paid')
  const open = invoice.status === 'draft' ? finalizeInvoice(stripe, invoice) : invoice
  if (open.status === 'paid') return open
  if (payment.paidOutOfBand) return markPaid(stripe, open)

  const method = payment.method ?? methodOf(stripe, open)
  if (!method) {
    throw new StripeError(400, {
      code: 'missing',
      message: `There is no \`default_payment_method\` set on this Customer or Invoice. Please set a \`default_payment_method\` on the customer ${String(open.customer)} or this invoice.`,
    })
  }
  if (isDeclined(method)) {
    const failed = { ...open, attempted: true, attempt_count: open.attempt_count + 1 }
    stripe.events.record({ type: 'invoice.payment_failed', object: stripe.store.invoices.put(failed) })
    throw cardDeclined()
  }
  return markPaid(stripe, { ...open, attempted: true, attempt_count: open.attempt_count + 1 })
}

export const isDeclined = (method: PaymentMethod) => method.card?.last4 === FAILS_WHEN_CHARGED

function markPaid(stripe: LocalStripe, open: Invoice): Invoice {
  const paid: Invoice = {
    ...open,
    status: 'paid',
    amount_paid: open.amount_due,
    amount_remaining: 0,
    status_transitions: { ...open.status_transitions, paid_at: unixNow(stripe) },
  }
  stripe.events.record({ type: 'invoice.paid', object: stripe.store.invoices.put(paid) })
  return paid
}

function methodOf(stripe: LocalStripe, invoice: Invoice): PaymentMethod | null {
  const customer = requireCustomer(stripe, String(invoice.customer), 'customer')
  const subscriptionId = invoice.parent?.subscription_details?.subscription
  const subscription =
    typeof subscriptionId === 'string' ? stripe.store.subscriptions.find(subscriptionId) : null
  return findMethodToCharge(
    stripe,
    customer,
    [invoice.default_payment_method, subscription?.default_payment_method ?? null].map((id) =>
      typeof id === 'string' ? id : null,
    ),
  )
}

/** The next number in the customer's own sequence, such as `9F2K61QX-0003`. */
function takeNumber(stripe: LocalStripe, invoice: Invoice): string {
  const customer = requireCustomer(stripe, String(invoice.customer), 'customer')
  const sequence = customer.next_invoice_sequence ?? 1
  stripe.store.customers.put({ ...customer, next_invoice_sequence: sequence + 1 })
  return `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`
}
