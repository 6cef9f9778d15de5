import { z } from 'zod'
import { boolean, integer, list, oneOf, text } from '../api/params'
import { invalidRequest, missingParam } from '../api/stripe-error'
import type { PortalConfiguration } from '../wire'

const enabled = boolean().optional()
const proration_behavior = oneOf('always_invoice', 'create_prorations', 'none').optional()

export const cancellationReason = oneOf(
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
)
const offer = z.strictObject({
  product: text(),
  prices: list(text()),
  adjustable_quantity: z
    .strictObject({
      enabled: boolean().default(false),
      maximum: integer(1).nullable().default(null),
      minimum: integer().default(1),
    })
    .prefault({}),
})

/** https://docs.stripe.com/api/customer_portal/configurations/create, without pausing */
export const featureParams = z.strictObject({
  customer_update: z
    .strictObject({
      allowed_updates: list(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id')).optional(),
      enabled,
    })
    .optional(),
  invoice_history: z.strictObject({ enabled }).optional(),
  payment_method_update: z.strictObject({ enabled }).optional(),
  subscription_cancel: z
    .strictObject({
      cancellation_reason: z
        .strictObject({ enabled, options: list(cancellationReason).optional() })
        .optional(),
      enabled,
      mode: oneOf('at_period_end', 'immediately').optional(),
      proration_behavior,
    })
    .optional(),
  subscription_update: z
    .strictObject({
      default_allowed_updates: list(oneOf('price', 'promotion_code', 'quantity')).optional(),
      enabled,
      products: list(offer).optional(),
      proration_behavior,
    })
    .optional(),
})

/**
 * The first sentence is as https://github.com/nextjs/saas-starter/issues/86 reports it.
 * @throws {StripeError} when a feature that is on lacks what it needs
 */
export function requireConsistent({ features }: Pick<PortalConfiguration, 'features'>): void {
  const { customer_update: customer, payment_method_update: method, subscription_update: plan } = features
  if (plan.enabled && !method.enabled)
    throw invalidRequest('Cannot enable subscription updates while payment method update is disabled.')
  if (customer.enabled && customer.allowed_updates.length === 0)
    throw missingParam('features[customer_update][allowed_updates]')
  if (plan.enabled && !plan.products?.length) throw missingParam('features[subscription_update][products]')
}
