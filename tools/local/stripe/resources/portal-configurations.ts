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
import { featureParams, requireConsistent } from './portal-features'
import { requireObject } from './require-object'

const PATH = '/v1/billing_portal/configurations'
const KIND = 'billing_portal.configuration'

const profile = z.strictObject({
  headline: emptyable(text(60)),
  privacy_policy_url: emptyable(url()),
  terms_of_service_url: emptyable(url()),
})
const create = z.strictObject({
  business_profile: profile.optional(),
  default_return_url: emptyable(url()),
  expand,
  features: featureParams,
  metadata: metadata(),
})
const update = create.extend({ active: boolean().optional(), features: featureParams.optional() })
const filter = z.strictObject({
  ...pagination,
  active: boolean().optional(),
  is_default: boolean().optional(),
})

/** https://docs.stripe.com/api/customer_portal/configurations */
export const portalConfigurationEndpoints = [
  endpoint('POST', PATH, create, (stripe, settings) => {
    // Stripe wants each feature that is given to a new configuration to say whether it is on.
    for (const [name, feature] of Object.entries(settings.features))
      if (feature?.enabled === undefined) throw missingParam(`features[${name}][enabled]`)
    return put(stripe, { id: newId('bpc'), ...blank(stripe, KIND) }, settings)
  }),

  endpoint('GET', PATH, filter, (stripe, { active, is_default: isDefault, ...cursor }) => {
    const configurations = stripe.store
      .all(KIND)
      .filter((configuration) => active === undefined || configuration.active === active)
      .filter((configuration) => isDefault === undefined || configuration.is_default === isDefault)
    return listPage(PATH, configurations, cursor)
  }),

  endpoint('GET', `${PATH}/:id`, onlyExpand, (stripe, _params, id) => requireObject(stripe, KIND, id)),

  endpoint('POST', `${PATH}/:id`, update, (stripe, settings, id) =>
    put(stripe, requireObject(stripe, KIND, id), settings),
  ),
]

/** Puts the configuration into the account with changed settings; what is not given stays. */
function put(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  { expand: _, ...settings }: z.output<typeof update>,
): PortalConfiguration {
  settings.features?.subscription_update?.products?.forEach(({ product, prices }, index) => {
    const at = `features[subscription_update][products][${index}]`
    requireObject(stripe, 'product', product, `${at}[product]`)
    for (const [place, id] of prices.entries()) requireObject(stripe, 'price', id, `${at}[prices][${place}]`)
  })
  const changed = merged(configuration, { ...settings, updated: unixNow(stripe) })
  requireConsistent(changed)
  return stripe.store.put(changed)
}

/** What an account's owner would have saved in the dashboard: what a customer expects, and no change of plan. */
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

/** What Stripe says to an account whose owner never saved the portal's settings. */
export function noConfiguration(): StripeError {
  return invalidRequest(
    'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.',
  )
}
