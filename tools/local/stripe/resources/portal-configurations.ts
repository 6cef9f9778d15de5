import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { boolean, emptyable, expand, metadata, onlyExpand, pagination, text, url } from '../api/params'
import { invalidRequest, missingParam, type StripeError } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { PortalConfiguration } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

const PATH = '/v1/billing_portal/configurations'
const KIND = 'billing_portal.configuration'

/** Converts a form's booleans and empty lists. Names inside a feature are not checked. */
function typed(value: unknown): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  if (Array.isArray(value)) return value.map(typed)
  if (typeof value !== 'object' || value === null) return value === '' ? [] : value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typed(inner)]))
}

const feature = z.preprocess(typed, z.looseObject({ enabled: z.boolean().optional() })).optional()
const offers = z.array(z.looseObject({ product: z.string(), prices: z.array(z.string()) })).optional()
const profile = z.strictObject({
  headline: emptyable(text(60)),
  privacy_policy_url: emptyable(url()),
  terms_of_service_url: emptyable(url()),
})
const plans = z.looseObject({ enabled: z.boolean().optional(), products: offers })
const create = z.strictObject({
  business_profile: profile.optional(),
  default_return_url: emptyable(url()),
  expand,
  features: z.strictObject({
    customer_update: feature,
    invoice_history: feature,
    payment_method_update: feature,
    subscription_cancel: feature,
    subscription_update: z.preprocess(typed, plans).optional(),
  }),
  metadata,
})
const update = create.extend({ active: boolean().optional(), features: create.shape.features.optional() })
const filter = z.strictObject({
  ...pagination,
  active: boolean().optional(),
  is_default: boolean().optional(),
})

/** https://docs.stripe.com/api/customer_portal/configurations */
export const portalConfigurationEndpoints = [
  endpoint('POST', PATH, create, (stripe, settings) => {
    // Stripe requires `enabled` in each given feature of a new configuration.
    for (const [name, given] of Object.entries(settings.features))
      if (given?.enabled === undefined) throw missingParam(`features[${name}][enabled]`)
    return put(stripe, { id: newId('bpc'), ...blank(stripe, KIND) }, settings)
  }),
  endpoint('GET', PATH, filter, ({ store }, params) => listPage(PATH, store.all(KIND), params)),
  endpoint('GET', `${PATH}/:id`, onlyExpand, (stripe, _params, id) => requireObject(stripe, KIND, id)),
  endpoint('POST', `${PATH}/:id`, update, (stripe, settings, id) =>
    put(stripe, requireObject(stripe, KIND, id), settings),
  ),
]

/** Stores the configuration with changed settings, and keeps the others. */
function put(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  settings: Omit<z.output<typeof update>, 'expand'>,
): PortalConfiguration {
  settings.features?.subscription_update?.products?.forEach(({ product, prices }, index) => {
    const at = `features[subscription_update][products][${index}]`
    requireObject(stripe, 'product', product, `${at}[product]`)
    for (const [place, id] of prices.entries()) requireObject(stripe, 'price', id, `${at}[prices][${place}]`)
  })
  const changed = merged(configuration, { ...settings, updated: unixNow(stripe) })
  const { customer_update: customer, payment_method_update: method } = changed.features
  const { subscription_update: plan } = changed.features
  // As reported in https://github.com/nextjs/saas-starter/issues/86.
  if (plan.enabled && !method.enabled)
    throw invalidRequest('Cannot enable subscription updates while payment method update is disabled.')
  if (customer.enabled && customer.allowed_updates.length === 0)
    throw missingParam('features[customer_update][allowed_updates]')
  if (plan.enabled && !plan.products?.length) throw missingParam('features[subscription_update][products]')
  return stripe.store.put(changed)
}

/** The configuration that an account's owner saves in the Dashboard: everything except plan changes. */
export function defaultConfiguration(stripe: LocalStripe): PortalConfiguration {
  const options = ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other']
  const features = {
    customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'phone'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options } },
  }
  return merged({ id: newId('bpc'), ...blank(stripe, KIND) }, { is_default: true, features })
}

/** The error for an account whose owner never saved the portal's settings. */
export function noConfiguration(): StripeError {
  return invalidRequest(
    'No configuration provided and your test mode default configuration has not been created. Provide a ' +
      'configuration or create your default by saving your customer portal settings in test mode at ' +
      'https://dashboard.stripe.com/test/settings/billing/portal.',
  )
}
