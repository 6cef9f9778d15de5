import Stripe from 'stripe'
import { stripe } from './client'
import { stripeFailure } from './failures'
import { hasErrorCode } from './has-error-code'
import { idOf } from './stripe-id'

type Params = Stripe.BillingPortal.ConfigurationUpdateParams
type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features

/** Metadata that identifies our own configuration. */
const OWN = { orbitkit: 'portal' }

/** What customers may change when customer updates are on. */
const CUSTOMER_UPDATES = ['name', 'email', 'address', 'phone', 'tax_id'] as const

export type PlanChanges = {
  /** Every price that a subscription may change to. */
  prices: readonly string[]
  /** Whether quantities may change, too. */
  quantity: boolean
  /** How the rest of the period is charged. Undefined leaves it unchanged; Stripe's default is `none`. */
  proration?: 'none' | 'create_prorations' | 'always_invoice' | undefined
}

/** The operator's choices. Undefined leaves a setting unchanged. */
export type PortalSettings = {
  headline?: string | undefined
  privacyPolicyUrl?: string | undefined
  termsOfServiceUrl?: string | undefined
  /** Whether customers may cancel a subscription, at the end of its period. */
  cancel?: boolean | undefined
  /** Whether customers may change their name, addresses, phone and tax ids. */
  customerUpdate?: boolean | undefined
  /** Whether customers may change a subscription, and to what. */
  planChanges?: PlanChanges | 'off' | undefined
  /** The default return URL. */
  returnUrl: string
}

export type PortalSetUp = { kind: 'created' | 'updated'; id: string } | { kind: 'unknown' }

/**
 * Creates or updates the portal configuration. Invoice history and payment method updates are always on,
 * because the API reference promises them. https://docs.stripe.com/api/customer_portal/configurations
 *
 * @param id the configured configuration; without it, ours is found by its metadata
 * @returns `unknown` when Stripe has no configuration `id`
 * @throws {ApiError} see `stripeFailure`; {Stripe.errors.StripeInvalidRequestError} when Stripe refuses a
 *   setting
 */
export async function setUpPortalConfiguration(settings: PortalSettings, id?: string): Promise<PortalSetUp> {
  const { configurations } = stripe().billingPortal
  const features = { ...portalFeatures(settings), ...(await subscriptionUpdate(settings)) }
  const common = commonParams(settings)
  try {
    const knownId = id ?? (await findOwnConfiguration())?.id
    if (!knownId) return { kind: 'created', id: (await configurations.create({ ...common, features })).id }
    await configurations.update(knownId, { ...common, features, active: true })
    return { kind: 'updated', id: knownId }
  } catch (error) {
    if (hasErrorCode(error, 'resource_missing')) return { kind: 'unknown' }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw error
    throw stripeFailure(error)
  }
}

/** The configuration that {@link setUpPortalConfiguration} created before, if any. */
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

/**
 * Stripe takes prices grouped by product. `adjustable_quantity` is always sent, because without it quantities
 * can change.
 * https://docs.stripe.com/api/customer_portal/configurations/create#create_portal_configuration-features-subscription_update
 */
async function subscriptionUpdate({ planChanges }: PortalSettings): Promise<Features> {
  if (planChanges === undefined) return {}
  if (planChanges === 'off') return { subscription_update: { enabled: false } }
  const { prices, quantity, proration } = planChanges
  const products = new Map<string, string[]>()
  for (const id of prices) {
    const product = await productOf(id)
    products.set(product, [...(products.get(product) ?? []), id])
  }
  return {
    subscription_update: {
      enabled: true,
      default_allowed_updates: ['price', ...(quantity ? (['quantity'] as const) : [])],
      products: [...products].map(([product, ofProduct]) => ({
        product,
        prices: ofProduct,
        adjustable_quantity: { enabled: quantity },
      })),
      ...(proration && { proration_behavior: proration }),
    },
  }
}

async function productOf(price: string): Promise<string> {
  try {
    const { product } = await stripe().prices.retrieve(price)
    return idOf(product)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw error
    throw stripeFailure(error, 'read access to Prices')
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
