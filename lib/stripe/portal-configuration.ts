import Stripe from 'stripe'
import { stripe } from './client'
import { stripeFailure } from './failures'

type Params = Stripe.BillingPortal.ConfigurationUpdateParams
type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features

/** How our own configuration is found again: `metadata.orbitkit`. */
const OWN = { orbitkit: 'portal' }

/** What the portal lets customers change about themselves when they may. */
const CUSTOMER_UPDATES = ['name', 'email', 'address', 'phone', 'tax_id'] as const

/** What an operator may choose. Undefined leaves it as it is. */
export type PortalSettings = {
  headline?: string | undefined
  privacyPolicyUrl?: string | undefined
  termsOfServiceUrl?: string | undefined
  /** Whether customers may cancel a subscription, at the end of its period. */
  cancel?: boolean | undefined
  /** Whether customers may change their name, addresses, phone and tax ids. */
  customerUpdate?: boolean | undefined
  /** Where the portal leads back to when a session does not say. */
  returnUrl: string
}

export type PortalSetUp = { kind: 'created' | 'updated'; id: string } | { kind: 'unknown' }

/**
 * Makes the portal configuration, or updates the one that was made before: invoice history and payment method update are on, which
 * the reference promises. https://docs.stripe.com/api/customer_portal/configurations
 *
 * @param id the configuration that the deployment names; without it ours is looked for by its metadata
 * @returns `unknown` when Stripe has no configuration `id`
 * @throws {ApiError} see `stripeFailure`; {Stripe.errors.StripeInvalidRequestError} when Stripe refuses a setting
 */
export async function setUpPortalConfiguration(settings: PortalSettings, id?: string): Promise<PortalSetUp> {
  const { configurations } = stripe().billingPortal
  const features = portalFeatures(settings)
  const common = commonParams(settings)
  try {
    const knownId = id ?? (await findOwnConfiguration())?.id
    if (!knownId) return { kind: 'created', id: (await configurations.create({ ...common, features })).id }
    await configurations.update(knownId, { ...common, features, active: true })
    return { kind: 'updated', id: knownId }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw stripeFailure(error)
    if (error.code === 'resource_missing') return { kind: 'unknown' }
    throw error
  }
}

/** The configuration that {@link setUpPortalConfiguration} made before, if any. */
async function findOwnConfiguration(): Promise<Stripe.BillingPortal.Configuration | null> {
  for await (const configuration of stripe().billingPortal.configurations.list({ active: true, limit: 100 }))
    if (configuration.metadata?.orbitkit === OWN.orbitkit) return configuration
  return null
}

function portalFeatures({ cancel, customerUpdate }: PortalSettings): Features {
  return {
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    ...(cancel !== undefined && { subscription_cancel: { enabled: cancel } }),
    ...(customerUpdate !== undefined && {
      customer_update: {
        enabled: customerUpdate,
        allowed_updates: customerUpdate ? [...CUSTOMER_UPDATES] : '',
      },
    }),
  }
}

function commonParams({ headline, privacyPolicyUrl, termsOfServiceUrl, returnUrl }: PortalSettings) {
  const profile = {
    ...(headline !== undefined && { headline }),
    ...(privacyPolicyUrl !== undefined && { privacy_policy_url: privacyPolicyUrl }),
    ...(termsOfServiceUrl !== undefined && { terms_of_service_url: termsOfServiceUrl }),
  }
  return {
    default_return_url: returnUrl,
    metadata: OWN,
    ...(Object.keys(profile).length > 0 && { business_profile: profile }),
  } satisfies Params
}
