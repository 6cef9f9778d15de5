import { StripeError } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Invoice, InvoiceLine, Subscription, SubscriptionItem } from '../wire'
import { requireCustomer } from './customer-object'
import { finalizeInvoice, payInvoice } from './invoice-lifecycle'
import { newLine, withLines } from './invoice-lines'
import { newInvoice } from './invoice-object'
import { currentPeriod } from './subscription-object'

const SECONDS_A_DAY = 86_400

type Billed = {
  invoice: Invoice
  /** False when money is due now and the card was declined, or there is none. An invoice that is sent counts as paid until it is due. */
  paid: boolean
}

/** Invoices the current period of a subscription, and charges it if it is charged automatically. A trial costs nothing. */
export function invoiceSubscription(
  stripe: LocalStripe,
  subscription: Subscription,
  reason: 'subscription_create' | 'subscription_cycle',
): Billed {
  const customer = requireCustomer(stripe, String(subscription.customer), 'customer')
  const { start, end } = currentPeriod(subscription)
  const sent = subscription.collection_method === 'send_invoice'
  const draft = newInvoice(stripe, customer, {
    currency: subscription.currency,
    billing_reason: reason,
    collection_method: subscription.collection_method,
    // A renewal that is caught up with carries the date on which it was due.
    effective_at: Math.min(start, unixNow(stripe)),
    due_date: sent ? unixNow(stripe) + (subscription.days_until_due ?? 30) * SECONDS_A_DAY : null,
    period_start: start,
    period_end: end,
    parent: {
      type: 'subscription_details',
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
  })
  const lines = subscription.items.data.map((item) => lineOf(stripe, draft, subscription, item))
  const written = stripe.store.invoices.put(withLines(draft, lines))
  stripe.events.record({ type: 'invoice.created', object: written })
  const open = finalizeInvoice(stripe, written)
  return sent || open.status === 'paid' ? { invoice: open, paid: true } : charged(stripe, open)
}

function charged(stripe: LocalStripe, open: Invoice): Billed {
  try {
    return { invoice: payInvoice(stripe, open), paid: true }
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    return { invoice: stripe.store.invoices.find(open.id) ?? open, paid: false }
  }
}

function lineOf(
  stripe: LocalStripe,
  invoice: Invoice,
  subscription: Subscription,
  item: SubscriptionItem,
): InvoiceLine {
  const { price } = item
  const quantity = item.quantity ?? 1
  const isTrial = subscription.status === 'trialing'
  const product = stripe.store.products.find(String(price.product))?.name ?? 'Subscription'
  return newLine(invoice.id, {
    amount: isTrial ? 0 : (price.unit_amount ?? 0) * quantity,
    currency: subscription.currency,
    description: isTrial ? `Trial period for ${product}` : `${quantity} × ${product}`,
    period: { start: item.current_period_start, end: item.current_period_end },
    quantity,
    subscription: subscription.id,
    pricing: {
      type: 'price_details',
      price_details: { price: price.id, product: String(price.product) },
      unit_amount_decimal: price.unit_amount_decimal,
    },
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
    },
  })
}
