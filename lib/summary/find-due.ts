import type Stripe from 'stripe'
import { idOf } from '../stripe/stripe-id'
import { dateOf } from './plan-state'
import type { Due } from './summary'

type Billing = {
  /** The customer's open invoices. */
  open: readonly Stripe.Invoice[]
  subscriptions: readonly Stripe.Subscription[]
  /** Whether the portal lets people update their card. */
  updatesCard: boolean
}

/**
 * The most urgent payment, or null. An open invoice alone is not due, because Stripe may be about to charge
 * it. https://docs.stripe.com/billing/invoices/overview#invoice-statuses
 *
 * If Stripe will retry an invoice, a new card pays it. Otherwise only the invoice's page does.
 * https://docs.stripe.com/billing/revenue-recovery/smart-retries
 */
export function findDue({ open, subscriptions, updatesCard }: Billing, now: Date): Due | null {
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
  return {
    kind: 'pay-invoice',
    invoice: id,
    by: by === null ? null : dateOf(by),
    isOverdue: isOverdue(invoice, now),
    open: remaining,
  }
}

export const isOverdue = ({ due_date: by }: Stripe.Invoice, now: Date) =>
  by !== null && by * 1000 < now.getTime()

/**
 * A sent invoice is owed. A charged invoice is owed if its subscription is behind, or if it has no
 * subscription and Stripe has not tried and will not try to charge it. Otherwise it may be open because a
 * bank transfer is in progress.
 */
function isOwed(invoice: Stripe.Invoice, behind: readonly Stripe.Subscription[]): boolean {
  if (invoice.amount_remaining <= 0) return false
  if (invoice.collection_method === 'send_invoice') return true
  const subscription = idOf(invoice.parent?.subscription_details?.subscription)
  if (behind.some(({ id }) => id === subscription)) return true
  return !subscription && invoice.next_payment_attempt === null && invoice.attempt_count === 0
}
