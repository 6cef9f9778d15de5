import type Stripe from 'stripe'
import { z } from 'zod'
import {
  boolean,
  currency,
  emptyable,
  expand,
  integer,
  list,
  metadata,
  oneOf,
  pagination,
  paramsOf,
  range,
  text,
  timestamp,
  unmodelled,
  withoutEffect,
} from '../api/params'
import { changedItem, newItem } from './subscription-item-params'

const cancellationDetails = z
  .strictObject({
    comment: emptyable(text()).optional(),
    feedback: emptyable(
      oneOf(
        'customer_service',
        'low_quality',
        'missing_features',
        'other',
        'switched_service',
        'too_complex',
        'too_expensive',
        'unused',
      ),
    ).optional(),
  })
  .optional()

/** What is the same in create and update. */
const common = {
  add_invoice_items: unmodelled(),
  application_fee_percent: unmodelled(),
  automatic_tax: unmodelled(),
  billing_schedules: unmodelled(),
  billing_thresholds: unmodelled(),
  cancel_at_period_end: boolean().optional(),
  collection_method: oneOf('charge_automatically', 'send_invoice').optional(),
  days_until_due: integer(0, 365).optional(),
  default_payment_method: text().optional(),
  default_source: unmodelled(),
  default_tax_rates: unmodelled(),
  description: emptyable(text(500)).optional(),
  discounts: unmodelled(),
  expand: expand(),
  invoice_settings: unmodelled(),
  metadata: metadata(),
  off_session: withoutEffect(),
  on_behalf_of: unmodelled(),
  payment_settings: withoutEffect(),
  pending_invoice_item_interval: unmodelled(),
  // There are no prorations: a change counts from the next period on.
  proration_behavior: withoutEffect(),
  transfer_data: unmodelled(),
  trial_from_plan: unmodelled(),
  trial_settings: unmodelled(),
}

export const subscriptionCreate = paramsOf<Stripe.SubscriptionCreateParams>()({
  ...common,
  backdate_start_date: timestamp().optional(),
  billing_cycle_anchor: unmodelled(),
  billing_cycle_anchor_config: unmodelled(),
  billing_mode: withoutEffect(),
  cancel_at: timestamp().optional(),
  currency: currency().optional(),
  customer: text(),
  customer_account: unmodelled(),
  items: list(newItem).refine((items) => items.length > 0, {
    error: 'Missing required param: items.',
    abort: true,
  }),
  payment_behavior: oneOf(
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ).default('allow_incomplete'),
  trial_end: timestamp().optional(),
  trial_period_days: integer(0, 730).optional(),
})

export const subscriptionUpdate = paramsOf<Stripe.SubscriptionUpdateParams>()({
  ...common,
  billing_cycle_anchor: unmodelled(),
  cancel_at: emptyable(timestamp()).optional(),
  cancellation_details: cancellationDetails,
  items: list(changedItem).optional(),
  pause_collection: unmodelled(),
  payment_behavior: withoutEffect(),
  proration_date: withoutEffect(),
  trial_end: unmodelled(),
})

export const subscriptionCancel = paramsOf<Stripe.SubscriptionCancelParams>()({
  cancellation_details: cancellationDetails,
  expand: expand(),
  invoice_now: withoutEffect(),
  prorate: withoutEffect(),
})

export const subscriptionList = paramsOf<Stripe.SubscriptionListParams>()({
  ...pagination,
  automatic_tax: unmodelled(),
  collection_method: oneOf('charge_automatically', 'send_invoice').optional(),
  created: range(),
  current_period_end: range(),
  current_period_start: range(),
  customer: text().optional(),
  customer_account: unmodelled(),
  plan: unmodelled(),
  price: text().optional(),
  status: oneOf(
    'active',
    'all',
    'canceled',
    'ended',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
  ).optional(),
  test_clock: unmodelled(),
})

export type SubscriptionCreate = z.output<typeof subscriptionCreate>
export type SubscriptionUpdate = z.output<typeof subscriptionUpdate>
export type CancellationDetails = z.output<typeof cancellationDetails>
