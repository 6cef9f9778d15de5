/**
 * An amount in the currency's smallest unit, as Stripe counts: 4900 of `eur` is €49.00, 500 of `jpy` ¥500.
 */
export type Money = { amount: number; currency: string }

/** What /billing shows of an account's customer, read from Stripe at this moment. */
export type Summary =
  /** Stripe does not know the customer: deleted, or of another Stripe account or mode. */
  | { kind: 'gone' }
  /** Stripe did not say in time, or not at all. */
  | { kind: 'unavailable' }
  | KnownSummary

/** A part that Stripe did not tell is null, and the page leaves it out. */
export type KnownSummary = {
  kind: 'known'
  /** The subscriptions that have not ended, the newest first. */
  plans: readonly Plan[] | null
  due: Due | null
  /** What is charged: one for all plans, unless plans have their own. */
  paymentMethods: readonly PaymentMethod[] | null
  /** The newest first. */
  invoices: readonly InvoiceLine[] | null
  details: Details | null
  flows: Flows
}

export type Plan = {
  subscription: string
  name: string
  /** Null where usage or tiers decide. */
  price: (Money & { interval: Interval; every: number }) | null
  state: PlanState
  discounts: readonly Discount[]
  nextInvoice: (Money & { on: Date }) | null
}

/** Stripe may add intervals. */
export type Interval = 'day' | 'week' | 'month' | 'year'

export type PlanState =
  | { kind: 'trial'; until: Date }
  | { kind: 'renews'; on: Date }
  | { kind: 'ends'; on: Date }
  /** Another phase of its schedule begins. */
  | { kind: 'changes'; on: Date }
  /** Null where no date is set. */
  | { kind: 'paused'; until: Date | null }
  | { kind: 'past-due' }
  /** The first payment has not been made. */
  | { kind: 'incomplete' }

export type Discount = {
  name: string | null
  off: { percent: number } | Money
  /** Null where it ends with the next invoice or never. */
  until: Date | null
}

export type PaymentMethod =
  | { kind: 'card'; brand: string; last4: string; month: number; year: number; expiry: Expiry }
  | { kind: 'other'; type: string; last4: string | null }
  /** Invoices are sent, and nothing is charged. */
  | { kind: 'invoice' }
  | { kind: 'none' }

export type Expiry = 'good' | 'next-month' | 'this-month' | 'expired'

export type InvoiceLine = Money & {
  id: string
  number: string | null
  on: Date
  state: 'paid' | 'open' | 'overdue' | 'uncollectible' | 'void'
}

/** What has to be paid, and the one thing that pays it. */
export type Due = (
  | { kind: 'update-card'; retryOn: Date | null }
  | { kind: 'pay-invoice'; invoice: string; by: Date | null; isOverdue: boolean }
) & {
  /** Null where no open invoice says how much. */
  open: Money | null
}

export type Details = {
  name: string | null
  email: string | null
  /** The address's lines as they are written on an envelope. */
  address: readonly string[]
  taxIds: readonly string[]
}

/** The portal's tasks that are possible now; a plan's with its subscription. */
export type Flows = { updateCard: boolean; changePlan: string | null; cancel: string | null }
