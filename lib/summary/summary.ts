/**
 * An amount in the currency's smallest unit, as at Stripe: 4900 of `eur` is €49.00, 500 of `jpy` is ¥500.
 */
export type Money = { amount: number; currency: string }

/** What /billing shows about an account's customer, read from Stripe on each request. */
export type Summary =
  /** Stripe does not know the customer: it was deleted, or is from another Stripe account or mode. */
  | { kind: 'gone' }
  /** Stripe failed or took too long. */
  | { kind: 'unavailable' }
  | KnownSummary

/** A part that could not be read is null, and the page leaves it out. */
export type KnownSummary = {
  kind: 'known'
  /** The subscriptions that have not ended, newest first. */
  plans: readonly Plan[] | null
  due: Due | null
  /** What is charged, without repeats. Plans may have their own. */
  paymentMethods: readonly PaymentMethod[] | null
  /** Newest first. */
  invoices: readonly InvoiceLine[] | null
  details: Details | null
  flows: Flows
}

export type Plan = {
  subscription: string
  name: string
  /** Null if it depends on usage or tiers. */
  price: (Money & { interval: Interval; every: number }) | null
  state: PlanState
  discounts: readonly Discount[]
  nextInvoice: (Money & { on: Date }) | null
}

/** The intervals that this version knows. Stripe may add others. */
export type Interval = 'day' | 'week' | 'month' | 'year'

export type PlanState =
  | { kind: 'trial'; until: Date }
  | { kind: 'renews'; on: Date }
  | { kind: 'ends'; on: Date }
  /** The next phase of its schedule begins. `to` is the plan from then on, or null if it is unknown. */
  | { kind: 'changes'; on: Date; to: string | null }
  /** Null if no date is set. */
  | { kind: 'paused'; until: Date | null }
  | { kind: 'past-due' }
  /** The first payment has not been made. */
  | { kind: 'incomplete' }

export type Discount = {
  name: string | null
  off: { percent: number } | Money
  /** Null if it ends with the next invoice or never. */
  until: Date | null
}

export type PaymentMethod =
  | { kind: 'card'; brand: string; last4: string; month: number; year: number; expiry: Expiry }
  | { kind: 'other'; type: string; last4: string | null }
  /** Invoices are sent by email, and nothing is charged. */
  | { kind: 'invoice' }
  | { kind: 'none' }

export type Expiry = 'good' | 'next-month' | 'this-month' | 'expired'

export type InvoiceLine = Money & {
  id: string
  number: string | null
  on: Date
  state: 'paid' | 'open' | 'overdue' | 'uncollectible' | 'void'
}

/** A payment that is due, and the one action that pays it. */
export type Due = (
  | { kind: 'update-card'; retryOn: Date | null }
  | { kind: 'pay-invoice'; invoice: string; by: Date | null; isOverdue: boolean }
) & {
  /** The amount, or null without an open invoice. */
  open: Money | null
}

export type Details = {
  name: string | null
  email: string | null
  /** Its lines, as on an envelope. */
  address: readonly string[]
  taxIds: readonly string[]
}

/** The portal flows that are possible now. Those about a plan have its subscription's id. */
export type Flows = { updateCard: boolean; changePlan: string | null; cancel: string | null }
