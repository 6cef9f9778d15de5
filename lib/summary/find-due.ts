import type Stripe from 'stripe'
import { dateOf } from './plan-state'
import type { Due } from './summary'

type From = {
  /** The customer's open invoices. */
  open: readonly Stripe.Invoice[]
  subscriptions: readonly Stripe.Subscription[]
  /** Whether the portal lets people update their card. */
  updatesCard: boolean
}

/**
 * What has to be paid, the most urgent first, or null. An open invoice alone is none: Stripe may be about to
 * charge it. https://docs.stripe.com/billing/invoices/overview#invoice-statuses
 *
 * A new card pays an invoice that Stripe will try again; otherwise only the invoice's own page does.
 * https://docs.stripe.com/billing/revenue-recovery/smart-retries
 */
export function findDue({ open, subscriptions, updatesCard }: From, now: Date): Due | null {
  const behind = subscriptions.filter(({ status }) => ['past_due', 'unpaid', 'incomplete'].includes(status))
  const owed = open
    .filter((invoice) => isOwed(invoice, behind))
    .sort((a, b) => (a.due_date ?? a.created) - (b.due_date ?? b.created))
  const [invoice] = owed
  if (!invoice) {
    const charges = behind.some((subscription) => subscription.collection_method !== 'send_invoice')
    return charges && updatesCard ? { kind: 'update-card', retryOn: null, open: null } : null
  }
  const { id, amount_remaining: amount, currency, due_date: by, next_payment_attempt: retry } = invoice
  const remaining = { amount, currency }
  if (invoice.collection_method !== 'send_invoice' && retry !== null && updatesCard)
    return { kind: 'update-card', retryOn: dateOf(retry), open: remaining }
  const isOverdue = by !== null && by * 1000 < now.getTime()
  return { kind: 'pay-invoice', invoice: id, by: by === null ? null : dateOf(by), isOverdue, open: remaining }
}

/**
 * An invoice that is sent is owed. One that is charged is when its subscription is behind, or when nobody has
 * tried or will try to charge it; while a bank transfer is under way it is open, too.
 */
function isOwed(invoice: Stripe.Invoice, behind: readonly Stripe.Subscription[]): boolean {
  if (invoice.amount_remaining <= 0) return false
  if (invoice.collection_method === 'send_invoice') return true
  const parent = invoice.parent?.subscription_details?.subscription
  const subscription = typeof parent === 'object' ? parent?.id : parent
  if (behind.some(({ id }) => id === subscription)) return true
  return !subscription && invoice.next_payment_attempt === null && invoice.attempt_count === 0
}
