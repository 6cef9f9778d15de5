import { randomText } from '../account/new-id'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Kinds } from '../wire'

type Full<Kind extends keyof Kinds> = Omit<Exclude<Kinds[Kind], { deleted: true }>, 'id'>

/** Each named field as null. */
const nulls = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, null]))

const emptyList = { object: 'list', data: [], has_more: false, url: '' }

/**
 * A new object of each kind as an account makes it when it is told nothing: the fields that an app reads. A fixture may bring others.
 * https://docs.stripe.com/api
 */
const BLANKS: Record<keyof Kinds, (created: number, businessName: string) => object> = {
  'billing_portal.configuration': (updated) => ({
    ...nulls('application default_return_url name'),
    active: true,
    business_profile: nulls('headline privacy_policy_url terms_of_service_url'),
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
      subscription_pause: { enabled: false },
      subscription_update: {
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: 'none',
      },
    },
    is_default: false,
    login_page: { enabled: false, url: null },
    updated,
  }),
  customer: () => ({
    ...nulls('address currency default_source description discount email name phone shipping test_clock'),
    balance: 0,
    delinquent: false,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: nulls('custom_fields default_payment_method footer rendering_options'),
    next_invoice_sequence: 1,
    preferred_locales: [],
    tax_exempt: 'none',
  }),
  invoice: (period, businessName) => ({
    ...nulls('customer_address customer_email customer_name default_payment_method description due_date'),
    ...nulls('effective_at footer invoice_pdf next_payment_attempt number parent ending_balance'),
    account_name: businessName,
    amount_due: 0,
    amount_paid: 0,
    amount_remaining: 0,
    attempt_count: 0,
    billing_reason: 'manual',
    collection_method: 'charge_automatically',
    currency: 'usd',
    discounts: [],
    lines: emptyList,
    period_end: period,
    period_start: period,
    starting_balance: 0,
    status: 'draft',
    status_transitions: nulls('finalized_at marked_uncollectible_at paid_at voided_at'),
    subtotal: 0,
    total: 0,
    total_discount_amounts: [],
    total_taxes: [],
  }),
  payment_method: () => ({
    allow_redisplay: 'unspecified',
    billing_details: nulls('address email name phone tax_id'),
    customer: null,
    type: 'card',
  }),
  price: () => ({
    ...nulls('custom_unit_amount lookup_key nickname recurring tiers_mode transform_quantity unit_amount'),
    active: true,
    billing_scheme: 'per_unit',
    currency: 'usd',
    tax_behavior: 'unspecified',
    type: 'one_time',
    unit_amount_decimal: null,
  }),
  product: (updated) => ({
    ...nulls('default_price description package_dimensions shippable tax_code url'),
    active: true,
    images: [],
    marketing_features: [],
    name: 'Product',
    type: 'service',
    updated,
  }),
  subscription: (start) => ({
    ...nulls('application billing_thresholds cancel_at canceled_at days_until_due default_payment_method'),
    ...nulls('default_source description ended_at latest_invoice on_behalf_of pause_collection'),
    ...nulls('pending_setup_intent pending_update schedule test_clock trial_end trial_start'),
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: start,
    cancel_at_period_end: false,
    cancellation_details: nulls('comment feedback feedback_option reason'),
    collection_method: 'charge_automatically',
    currency: 'usd',
    default_tax_rates: [],
    discounts: [],
    items: emptyList,
    start_date: start,
    status: 'active',
  }),
}

export function blank<Kind extends keyof Kinds>(stripe: LocalStripe, kind: Kind): Full<Kind> {
  const created = unixNow(stripe)
  const fields = BLANKS[kind](created, stripe.businessName)
  return { object: kind, created, livemode: false, metadata: {}, ...fields } as unknown as Full<Kind>
}
