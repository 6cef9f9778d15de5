import type Stripe from 'stripe'
import { z } from 'zod'
import {
  boolean,
  emptyable,
  expand,
  integer,
  list,
  metadata,
  oneOf,
  pagination,
  paramsOf,
  text,
  unmodelled,
  url,
} from '../api/params'

type FeatureParams = Stripe.BillingPortal.ConfigurationUpdateParams.Features

const CANCELLATION_REASONS = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const

export const cancellationReason = oneOf(...CANCELLATION_REASONS)

const prorationBehavior = oneOf('always_invoice', 'create_prorations', 'none')

const interval = z.strictObject({
  interval: oneOf('day', 'month', 'week', 'year'),
  interval_count: integer(1, 1_095).default(1),
})

const product = z.strictObject({
  product: text(),
  prices: list(text()),
  adjustable_quantity: z
    .strictObject({ enabled: boolean(), maximum: integer(1).optional(), minimum: integer(0).optional() })
    .optional(),
})

const enabled = boolean().optional()

// In an update every `enabled` may be left out; Stripe wants most of them in a create, which `requireEnabledFlags` sees to.
const features = paramsOf<FeatureParams>()({
  customer_update: z
    .strictObject({
      allowed_updates: list(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id')).optional(),
      enabled,
    })
    .optional(),
  invoice_history: z.strictObject({ enabled: boolean() }).optional(),
  payment_method_update: z
    .strictObject({ enabled: boolean(), payment_method_configuration: unmodelled() })
    .optional(),
  subscription_cancel: z
    .strictObject({
      cancellation_reason: z
        .strictObject({
          enabled: boolean(),
          feedback_options: unmodelled(),
          options: list(cancellationReason).optional(),
        })
        .optional(),
      enabled,
      mode: oneOf('at_period_end', 'immediately').optional(),
      proration_behavior: prorationBehavior.optional(),
    })
    .optional(),
  subscription_pause: z
    .strictObject({
      duration: z
        .strictObject({
          interval_options: list(interval).optional(),
          type: oneOf('indefinite', 'interval_options'),
        })
        .optional(),
      enabled,
    })
    .optional(),
  subscription_update: z
    .strictObject({
      billing_cycle_anchor: oneOf('now', 'unchanged').optional(),
      default_allowed_updates: list(oneOf('price', 'promotion_code', 'quantity')).optional(),
      enabled,
      products: list(product).optional(),
      proration_behavior: prorationBehavior.optional(),
      schedule_at_period_end: z
        .strictObject({
          conditions: list(
            z.strictObject({ type: oneOf('decreasing_item_amount', 'shortening_interval') }),
          ).optional(),
        })
        .optional(),
      trial_update_behavior: oneOf('continue_trial', 'end_trial').optional(),
    })
    .optional(),
})

const common = {
  business_profile: z
    .strictObject({
      headline: emptyable(text(60)).optional(),
      privacy_policy_url: emptyable(url()).optional(),
      terms_of_service_url: emptyable(url()).optional(),
    })
    .optional(),
  default_return_url: emptyable(url()).optional(),
  expand: expand(),
  login_page: z.strictObject({ enabled: boolean() }).optional(),
  metadata: metadata(),
  name: emptyable(text()).optional(),
}

export const configurationCreate = paramsOf<Stripe.BillingPortal.ConfigurationCreateParams>()({
  ...common,
  features,
})

export const configurationUpdate = paramsOf<Stripe.BillingPortal.ConfigurationUpdateParams>()({
  ...common,
  active: boolean().optional(),
  features: features.optional(),
})

export const configurationList = paramsOf<Stripe.BillingPortal.ConfigurationListParams>()({
  ...pagination,
  active: boolean().optional(),
  is_default: boolean().optional(),
})

export type ConfigurationUpdate = z.output<typeof configurationUpdate>
export type FeaturesUpdate = z.output<typeof features>
