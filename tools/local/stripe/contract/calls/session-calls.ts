import type Stripe from 'stripe'
import { answers, missing, type Refusal, refuses } from '../contract-call'
import type { World } from '../make-world'

const DOCUMENTED = 'https://docs.stripe.com/api/customer_portal/sessions/create'
const MISSING = 'https://docs.stripe.com/error-codes#resource-missing'
/** An application's table of Stripe's error messages for its flows. */
const FLOWS =
  'https://github.com/rejot-dev/fragno/blob/155b16c18e295e400f823a58c8b5a5df395779d2/packages/stripe/src/routes/errors.ts'

type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData

const open = ({ client, customer }: World, params: object = {}) =>
  client.billingPortal.sessions.create({ customer, return_url: 'https://example.com/billing', ...params })
const flow = (world: World, configuration: string, flow_data: FlowData) =>
  open(world, { configuration, flow_data })
const flowOf =
  (type: 'subscription_cancel' | 'subscription_update') =>
  (subscription: string): FlowData => ({ type, [type]: { subscription } })
const cancel = flowOf('subscription_cancel')
const update = flowOf('subscription_update')
const confirm = ({ subscription, item }: World, price: string): FlowData => ({
  type: 'subscription_update_confirm',
  subscription_update_confirm: { subscription, items: [{ id: item, price, quantity: 1 }] },
})

/** An error without a code and without a parameter. */
const plain = (message: string | RegExp): Refusal => ({ status: 400, code: null, param: null, message })

export const sessionCalls = [
  answers(
    'opens the portal, with a language and link recovery',
    DOCUMENTED,
    (world) => {
      const after_expiration = { type: 'customer_login' }
      return open(world, { configuration: world.nothing, locale: 'de', after_expiration })
    },
    {
      object: 'billing_portal.session',
      after_expiration: { type: 'customer_login' },
      flow: null,
      livemode: false,
      locale: 'de',
      return_url: 'https://example.com/billing',
      url: /^https?:/,
    },
  ),
  answers(
    'opens the portal at a cancellation, and redirects back',
    'https://docs.stripe.com/customer-management/portal-deep-links',
    (world) => {
      const redirect = { return_url: 'https://example.com/done' }
      const after_completion = { type: 'redirect' as const, redirect }
      return flow(world, world.everything, { ...cancel(world.subscription), after_completion })
    },
    {
      flow: {
        type: 'subscription_cancel',
        after_completion: { redirect: { return_url: 'https://example.com/done' } },
        subscription_cancel: { subscription: String },
      },
    },
  ),
  refuses(
    'refuses an unknown customer',
    'https://github.com/redwoodjs/example-store-stripe/pull/168',
    (world) => open(world, { customer: 'cus_nowhere' }),
    missing('customer', 'cus_nowhere', 'customer'),
  ),
  refuses(
    'refuses a deleted customer',
    MISSING,
    (world) => open(world, { customer: world.deletedCustomer }),
    ({ deletedCustomer }) => missing('customer', deletedCustomer, 'customer'),
  ),
  refuses(
    'refuses a customer of the other mode',
    'https://github.com/woocommerce/woocommerce-gateway-stripe/issues/3109',
    (world) => open(world),
    ({ customer }) => {
      const message =
        `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was ` +
        `used to make this request.`
      return { ...missing('customer', customer, 'customer'), message }
    },
    {
      reason: 'it needs a customer in live mode, which no test may create',
      fault: { kind: 'other-mode-customer' },
    },
  ),
  refuses(
    'refuses without a configuration if the portal’s settings were never saved',
    'https://github.com/mozilla/fxa/issues/13245 (an older message for the same error)',
    (world) => open(world),
    plain(/^No configuration provided and your test mode default configuration has not been created\./),
    {
      reason: 'the account may have saved settings, which cannot be removed',
      fault: { kind: 'no-configuration' },
    },
  ),
  refuses(
    'refuses an unknown configuration',
    MISSING,
    (world) => open(world, { configuration: 'bpc_nowhere' }),
    { ...missing('', '', 'configuration'), message: /^No such .*configuration: 'bpc_nowhere'/ },
  ),
  refuses(
    'refuses an inactive configuration',
    'https://docs.stripe.com/api/customer_portal/configurations/object (active); the message is not known',
    (world) => open(world, { configuration: world.inactive }),
    { status: 400, message: /configuration/i },
  ),
  refuses(
    'refuses an invalid URL',
    'https://github.com/AntonioErdeljac/next13-ai-saas/issues/41',
    (world) => open(world, { return_url: 'https://' }),
    { status: 400, code: 'url_invalid', param: 'return_url', message: 'Not a valid URL' },
  ),
  refuses(
    'refuses a language that the portal does not support',
    `${DOCUMENTED}#create_portal_session-locale`,
    (world) => open(world, { locale: 'tlh' }),
    { status: 400, param: 'locale', message: /^Invalid locale: must be one of / },
  ),
  refuses(
    'refuses an unknown parameter',
    'https://github.com/vizhub-studio/vizhub/issues/333',
    (world) => open(world, { retrun_url: 'https://example.com' }),
    {
      status: 400,
      code: 'parameter_unknown',
      param: 'retrun_url',
      message: /^Received unknown parameter: retrun_url/,
    },
  ),
  refuses(
    'refuses to update a subscription if the feature is off',
    FLOWS,
    (world) => flow(world, world.nothing, update(world.subscription)),
    plain(
      'This subscription cannot be updated because the subscription update feature in the portal ' +
        'configuration is disabled.',
    ),
  ),
  refuses(
    'refuses to cancel a subscription if the feature is off',
    `modelled on the message in ${FLOWS}; only "subscription cancel feature" and "disabled" are reported`,
    (world) => flow(world, world.nothing, cancel(world.subscription)),
    plain(/subscription cancel feature .*disabled/),
  ),
  refuses(
    'refuses to update a payment method if the feature is off',
    `modelled on the message in ${FLOWS}`,
    (world) => flow(world, world.nothing, { type: 'payment_method_update' }),
    plain(/portal configuration is disabled/),
  ),
  refuses(
    'refuses a price that the configuration does not offer, without naming a parameter',
    'reported by users of subscription_update_confirm, word by word',
    (world) => flow(world, world.everything, confirm(world, world.unoffered)),
    ({ item, unoffered, everything }) =>
      plain(
        `The item \`${item}\` cannot be updated to price \`${unoffered}\` because the configuration ` +
          `\`${everything}\` does not include the price in its ` +
          `\`features[subscription_update][products]\`.`,
      ),
  ),
  refuses(
    'refuses to confirm the current plan',
    FLOWS,
    (world) => flow(world, world.everything, confirm(world, world.price)),
    plain(/there are no changes to confirm/),
  ),
  refuses(
    'refuses to cancel a subscription that is already canceled',
    FLOWS,
    (world) => flow(world, world.everything, cancel(world.endingSubscription)),
    { status: 400, message: /is already set to be canceled at period end/ },
  ),
  refuses(
    'refuses a flow of another customer’s subscription',
    'not reported anywhere: only the status and the type are certain',
    (world) => flow(world, world.everything, cancel(world.otherSubscription)),
    { status: 400, message: /subscription/i },
  ),
]
