import { resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Price, Subscription, SubscriptionItem } from '../wire'
import { addInterval } from './add-interval'
import { INTERVALS, planOf } from './product-object'

/** @throws {StripeError} `resource_missing` */
export function requireSubscription(stripe: LocalStripe, id: string, param = 'id'): Subscription {
  const subscription = stripe.store.subscriptions.find(id)
  if (!subscription) throw resourceMissing('subscription', id, param)
  return subscription
}

type Period = { start: number; end: number }

/** The billing period that `now` is in, counted from the anchor in whole intervals of the price. */
export function periodAt(now: number, anchor: number, price: Price): Period {
  const count = price.recurring?.interval_count ?? 1
  const interval = INTERVALS.find((known) => known === price.recurring?.interval) ?? 'month'
  let periods = 0
  while (addInterval(anchor, interval, (periods + 1) * count) <= now) periods += 1
  return {
    start: addInterval(anchor, interval, periods * count),
    end: addInterval(anchor, interval, (periods + 1) * count),
  }
}

/** The period of the whole subscription: here all items share one. Zeros when there are no items. */
export function currentPeriod(subscription: Subscription): Period {
  const [first] = subscription.items.data
  return { start: first?.current_period_start ?? 0, end: first?.current_period_end ?? 0 }
}

export function withPeriod(subscription: Subscription, period: Period): Subscription {
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: period.start,
    current_period_end: period.end,
  }))
  return { ...subscription, items: { ...subscription.items, data } }
}

type Item = {
  subscription: string
  price: Price
  quantity: number
  metadata: Record<string, string>
  created: number
  period: Period
}

export function newItem({
  subscription,
  price,
  quantity,
  metadata,
  created,
  period,
}: Item): SubscriptionItem {
  return {
    id: newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
}

type Start = Pick<
  Subscription,
  'id' | 'customer' | 'currency' | 'created' | 'start_date' | 'items' | 'status'
> &
  Partial<Subscription>

export function newSubscription(start: Start): Subscription {
  return {
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: start.start_date,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
    },
    trial_start: null,
    ...start,
  }
}
