import { missingParam } from '../api/parse-params'
import { invalidRequest } from '../api/stripe-error'
import type { PortalConfiguration } from '../wire'
import { given } from './given'
import type { FeaturesUpdate } from './portal-configuration-params'

type Features = PortalConfiguration['features']

/**
 * The configuration with its features changed; what is not given stays.
 * @throws {StripeError} when a feature that is on lacks what it needs.
 */
export function withFeatures(
  configuration: PortalConfiguration,
  update: FeaturesUpdate,
): PortalConfiguration {
  const features: Features = {
    customer_update: { ...configuration.features.customer_update, ...given(update.customer_update ?? {}) },
    invoice_history: update.invoice_history ?? configuration.features.invoice_history,
    payment_method_update: {
      ...configuration.features.payment_method_update,
      ...given({ enabled: update.payment_method_update?.enabled }),
    },
    subscription_cancel: withCancel(configuration.features.subscription_cancel, update.subscription_cancel),
    subscription_pause: withPause(configuration.features.subscription_pause, update.subscription_pause),
    subscription_update: withUpdate(configuration.features.subscription_update, update.subscription_update),
  }
  requireConsistent(features)
  return { ...configuration, features }
}

/** Stripe wants each feature that is given to a new configuration to say whether it is on; the pause alone may stay silent. */
export function requireEnabledFlags(features: FeaturesUpdate): void {
  for (const name of ['customer_update', 'subscription_cancel', 'subscription_update'] as const) {
    if (features[name] && features[name].enabled === undefined)
      throw missingParam(`features[${name}][enabled]`)
  }
}

function withCancel(
  current: Features['subscription_cancel'],
  update: FeaturesUpdate['subscription_cancel'],
): Features['subscription_cancel'] {
  const reason = update?.cancellation_reason
  return {
    ...current,
    ...given({
      enabled: update?.enabled,
      mode: update?.mode,
      proration_behavior: update?.proration_behavior,
    }),
    cancellation_reason: {
      ...current.cancellation_reason,
      ...given({ enabled: reason?.enabled, options: reason?.options }),
    },
  }
}

function withPause(
  current: Features['subscription_pause'],
  update: FeaturesUpdate['subscription_pause'],
): Features['subscription_pause'] {
  return {
    ...current,
    ...given({ enabled: update?.enabled }),
    duration: { ...current.duration, ...given(update?.duration ?? {}) },
  }
}

function withUpdate(
  current: Features['subscription_update'],
  update: FeaturesUpdate['subscription_update'],
): Features['subscription_update'] {
  const { products, schedule_at_period_end: schedule, ...rest } = update ?? {}
  return {
    ...current,
    ...given(rest),
    ...(products && {
      products: products.map(({ product, prices, adjustable_quantity: quantity }) => ({
        product,
        prices,
        adjustable_quantity: {
          enabled: quantity?.enabled ?? false,
          maximum: quantity?.maximum ?? null,
          minimum: quantity?.minimum ?? 1,
        },
      })),
    }),
    schedule_at_period_end: { ...current.schedule_at_period_end, ...given(schedule ?? {}) },
  }
}

function requireConsistent({
  customer_update: customer,
  payment_method_update: method,
  subscription_update: plan,
}: Features): void {
  if (customer.enabled && customer.allowed_updates.length === 0)
    throw missingParam('features[customer_update][allowed_updates]')
  if (!plan.enabled) return
  if (!method.enabled)
    throw invalidRequest('Cannot enable subscription updates while payment method update is disabled.')
  if (plan.default_allowed_updates.length === 0)
    throw missingParam('features[subscription_update][default_allowed_updates]')
  if (!plan.products?.length) throw missingParam('features[subscription_update][products]')
}
