import { invalidRequest, resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId, randomText } from '../store/new-id'
import type { PortalConfiguration } from '../wire'
import { given } from './given'
import { mergedMetadata } from './merged-metadata'
import { noConfiguration } from './portal-configuration-errors'
import type { ConfigurationUpdate } from './portal-configuration-params'
import { withFeatures } from './portal-features'

/** @throws {StripeError} `resource_missing` */
export function requireConfiguration(stripe: LocalStripe, id: string, param = 'id'): PortalConfiguration {
  const configuration = stripe.store.configurations.find(id)
  if (!configuration) throw resourceMissing('configuration', id, param)
  return configuration
}

/** @throws {StripeError} when nobody ever saved the portal's settings. */
export function requireDefaultConfiguration(stripe: LocalStripe): PortalConfiguration {
  const found = stripe.store.configurations.all().find((configuration) => configuration.is_default)
  if (!found) throw noConfiguration()
  return found
}

/** Everything off, as a create call without features would leave it. */
export function newConfiguration(stripe: LocalStripe): PortalConfiguration {
  const now = unixNow(stripe)
  return {
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: false,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_pause: {
        duration: { interval_options: [{ interval: 'month', interval_count: 1 }], type: 'interval_options' },
        enabled: false,
      },
      subscription_update: {
        billing_cycle_anchor: 'unchanged',
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: 'none',
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: 'end_trial',
      },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  }
}

/** The settings that an account's owner would have saved in the dashboard: what a customer expects, and no change of plan. */
export function defaultConfiguration(stripe: LocalStripe): PortalConfiguration {
  const blank = newConfiguration(stripe)
  return withFeatures(
    { ...blank, is_default: true },
    {
      customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'phone'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: {
          enabled: true,
          options: ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other'],
        },
      },
    },
  )
}

/**
 * The configuration after an update; what is not given stays.
 * @throws {StripeError} when the features contradict each other.
 */
export function withSettings(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  update: ConfigurationUpdate,
): PortalConfiguration {
  const { business_profile: profile, login_page: login } = update
  if (update.active === false && configuration.is_default) {
    throw invalidRequest('You cannot deactivate the default configuration.', 'active')
  }
  return withFeatures(
    {
      ...configuration,
      ...given({ active: update.active, default_return_url: update.default_return_url, name: update.name }),
      business_profile: { ...configuration.business_profile, ...given(profile ?? {}) },
      login_page: login ? loginPage(stripe, configuration, login.enabled) : configuration.login_page,
      metadata: mergedMetadata(configuration.metadata ?? {}, update.metadata),
      updated: unixNow(stripe),
    },
    update.features ?? {},
  )
}

/** Stripe's page where customers ask for a link by e-mail. Here it only has an address: there is no mail. */
function loginPage(
  stripe: LocalStripe,
  { login_page: page }: PortalConfiguration,
  enabled: boolean,
): PortalConfiguration['login_page'] {
  return { enabled, url: enabled ? (page.url ?? `${stripe.origin}/p/login/test_${randomText(18)}`) : null }
}
