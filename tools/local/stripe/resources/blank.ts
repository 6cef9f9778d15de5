import { BUSINESS } from '../../page/page'
import { randomText } from '../account/new-id'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Kinds } from '../wire'

type Full<Kind extends keyof Kinds> = Omit<Exclude<Kinds[Kind], { deleted: true }>, 'id'>

const each = (value: unknown, names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, value]))
const nulls = (names: string) => each(null, names)
const zeros = (names: string) => each(0, names)
const none = (names: string) => each([], names)
const off = { enabled: false }

const emptyList = { object: 'list', data: [], has_more: false, url: '' }

/**
 * The default fields of a new object of each kind that apps read. A fixture can have others.
 * https://docs.stripe.com/api
 */
const BLANKS: Record<keyof Kinds, (created: number) => object> = {
  'billing_portal.configuration': (updated) => ({
    ...nulls('application default_return_url name'),
    active: true,
    business_profile: nulls('headline privacy_policy_url terms_of_service_url'),
    features: {
      customer_update: { ...off, allowed_updates: [] },
      ...each(off, 'invoice_history payment_method_update subscription_pause'),
      subscription_cancel: {
        ...{ ...off, mode: 'at_period_end', proration_behavior: 'none' },
        cancellation_reason: { ...off, options: [] },
      },
      subscription_update: {
        ...{ ...off, proration_behavior: 'none' },
        ...none('default_allowed_updates products'),
      },
    },
    is_default: false,
    login_page: { ...off, url: null },
    updated,
  }),
  customer: () => ({
    ...nulls('address currency default_source description discount email name phone shipping'),
    balance: 0,
    delinquent: false,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: nulls('custom_fields default_payment_method footer rendering_options'),
    preferred_locales: [],
    tax_exempt: 'none',
  }),
  invoice: (period) => ({
    ...nulls('customer_address customer_email customer_name default_payment_method description due_date'),
    ...nulls('effective_at footer invoice_pdf next_payment_attempt number parent'),
    ...zeros('amount_due amount_paid amount_remaining attempt_count subtotal total'),
    ...none('discounts total_discount_amounts total_taxes'),
    ...{ account_name: BUSINESS, billing_reason: 'manual', collection_method: 'charge_automatically' },
    ...{ currency: 'usd', lines: emptyList, period_end: period, period_start: period, status: 'draft' },
    status_transitions: nulls('finalized_at marked_uncollectible_at paid_at voided_at'),
  }),
  payment_method: () => ({
    allow_redisplay: 'unspecified',
    billing_details: nulls('address email name phone tax_id'),
    customer: null,
    type: 'card',
  }),
  price: () => ({
    ...nulls('lookup_key nickname recurring tiers_mode transform_quantity unit_amount unit_amount_decimal'),
    ...{ active: true, billing_scheme: 'per_unit', currency: 'usd', tax_behavior: 'unspecified' },
    type: 'one_time',
  }),
  product: (updated) => ({
    ...nulls('default_price description tax_code url'),
    ...none('images marketing_features'),
    ...{ active: true, name: 'Product', type: 'service', updated },
  }),
  subscription: (start) => ({
    ...nulls('cancel_at canceled_at days_until_due default_payment_method default_source description'),
    ...nulls('ended_at latest_invoice pause_collection pending_update schedule trial_end trial_start'),
    ...none('default_tax_rates discounts'),
    ...{ billing_cycle_anchor: start, cancel_at_period_end: false, start_date: start, status: 'active' },
    cancellation_details: nulls('comment feedback feedback_option reason'),
    ...{ collection_method: 'charge_automatically', currency: 'usd', items: emptyList },
  }),
}

export function blank<Kind extends keyof Kinds>(stripe: LocalStripe, kind: Kind): Full<Kind> {
  const created = unixNow(stripe)
  return {
    object: kind,
    created,
    livemode: false,
    metadata: {},
    ...BLANKS[kind](created),
  } as unknown as Full<Kind>
}
