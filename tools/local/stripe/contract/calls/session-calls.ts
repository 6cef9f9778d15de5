import type Stripe from 'stripe'
import { z } from 'zod'
import { type ContractCall, invalidRequest, missing } from '../contract-call'
import type { World } from '../make-world'

const DOCUMENTED = 'https://docs.stripe.com/api/customer_portal/sessions/create'
/** An application's table of what Stripe said to its flows. */
const FLOWS =
  'https://github.com/rejot-dev/fragno/blob/155b16c18e295e400f823a58c8b5a5df395779d2/packages/stripe/src/routes/errors.ts'

type Params = Omit<Stripe.BillingPortal.SessionCreateParams, 'customer'>
type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData

const open = ({ client, customer }: World, params: object = {}) =>
  client.billingPortal.sessions.create({ customer, return_url: 'https://example.com/billing', ...params })

const flow = (world: World, configuration: string, flow_data: FlowData) =>
  open(world, { configuration, flow_data } satisfies Params)

const cancel = (subscription: string): FlowData => ({
  type: 'subscription_cancel',
  subscription_cancel: { subscription },
})
const update = (subscription: string): FlowData => ({
  type: 'subscription_update',
  subscription_update: { subscription },
})
const confirm = ({ subscription, item }: World, price: string): FlowData => ({
  type: 'subscription_update_confirm',
  subscription_update_confirm: { subscription, items: [{ id: item, price, quantity: 1 }] },
})

/** What Stripe says where a feature is off. It names no parameter. */
const featureOff = (sentence: string | RegExp) =>
  invalidRequest(400, { code: null, param: null, message: sentence })

export const sessionCalls: ContractCall[] = [
  {
    name: 'opens the portal, with a language and a way back from an expired link',
    call: (world) =>
      open(world, {
        configuration: world.nothing,
        locale: 'de',
        after_expiration: { type: 'customer_login' },
      }),
    answers: z.looseObject({
      object: z.literal('billing_portal.session'),
      after_expiration: z.looseObject({ type: z.literal('customer_login') }),
      flow: z.null(),
      livemode: z.literal(false),
      locale: z.literal('de'),
      return_url: z.literal('https://example.com/billing'),
      url: z.url({ protocol: /^https?$/ }),
    }),
    source: DOCUMENTED,
  },
  {
    name: 'opens it at canceling a subscription, and leads back',
    call: (world) =>
      flow(world, world.everything, {
        ...cancel(world.subscription),
        after_completion: { type: 'redirect', redirect: { return_url: 'https://example.com/done' } },
      }),
    answers: z.looseObject({
      flow: z.looseObject({
        type: z.literal('subscription_cancel'),
        after_completion: z.looseObject({
          type: z.literal('redirect'),
          redirect: z.looseObject({ return_url: z.literal('https://example.com/done') }),
        }),
        subscription_cancel: z.looseObject({ subscription: z.string() }),
      }),
    }),
    source: 'https://docs.stripe.com/customer-management/portal-deep-links',
  },
  {
    name: 'refuses a customer that never was',
    call: ({ client }) => client.billingPortal.sessions.create({ customer: 'cus_nowhere' }),
    refuses: missing('customer', 'cus_nowhere', 'customer'),
    source: 'https://github.com/redwoodjs/example-store-stripe/pull/168',
  },
  {
    name: 'refuses a customer that was deleted',
    call: ({ client, deletedCustomer: customer }) => client.billingPortal.sessions.create({ customer }),
    refuses: ({ deletedCustomer }) => missing('customer', deletedCustomer, 'customer'),
    source: 'https://docs.stripe.com/error-codes#resource-missing',
  },
  {
    name: 'refuses a customer of the other mode',
    call: (world) => open(world),
    refuses: ({ customer }) => ({
      ...missing('customer', customer, 'customer'),
      message: `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    }),
    source: 'https://github.com/woocommerce/woocommerce-gateway-stripe/issues/3109',
    unprovokable: {
      reason: 'it takes a customer in live mode, which no test may make',
      fault: { kind: 'other-mode-customer' },
    },
  },
  {
    name: 'refuses where nobody saved the portal’s settings and no configuration is named',
    call: (world) => open(world),
    refuses: featureOff(
      /^No configuration provided and your test mode default configuration has not been created\. Provide a configuration or create your default by saving your customer portal settings in test mode at https:/,
    ),
    source: 'https://github.com/mozilla/fxa/issues/13245 (older words of the same refusal)',
    unprovokable: {
      reason: 'the account may have saved settings, which cannot be taken back',
      fault: { kind: 'no-configuration' },
    },
  },
  {
    name: 'refuses a configuration that is not there',
    call: (world) => open(world, { configuration: 'bpc_nowhere' }),
    refuses: invalidRequest(400, {
      code: 'resource_missing',
      param: 'configuration',
      message: /^No such .*configuration: 'bpc_nowhere'/,
    }),
    source: 'https://docs.stripe.com/error-codes#resource-missing',
  },
  {
    name: 'refuses a configuration that is off',
    call: (world) => open(world, { configuration: world.inactive }),
    refuses: invalidRequest(400, { message: /configuration/i }),
    source:
      'https://docs.stripe.com/api/customer_portal/configurations/object (active); the words are not known',
  },
  {
    name: 'refuses an address that is none',
    call: (world) => open(world, { return_url: 'https://' }),
    refuses: invalidRequest(400, { code: 'url_invalid', param: 'return_url', message: 'Not a valid URL' }),
    source: 'https://github.com/AntonioErdeljac/next13-ai-saas/issues/41',
  },
  {
    name: 'refuses a language that the portal lacks',
    call: (world) => open(world, { locale: 'tlh' }),
    refuses: invalidRequest(400, { param: 'locale', message: /^Invalid locale: must be one of / }),
    source: `${DOCUMENTED}#create_portal_session-locale`,
  },
  {
    name: 'refuses a parameter that it does not know',
    call: (world) => open(world, { retrun_url: 'https://example.com' }),
    refuses: invalidRequest(400, {
      code: 'parameter_unknown',
      param: 'retrun_url',
      message: /^Received unknown parameter: retrun_url/,
    }),
    source: 'https://github.com/vizhub-studio/vizhub/issues/333',
  },
  {
    name: 'refuses to update a subscription where that is off',
    call: (world) => flow(world, world.nothing, update(world.subscription)),
    refuses: featureOff(
      'This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.',
    ),
    source: FLOWS,
  },
  {
    name: 'refuses to cancel a subscription where that is off',
    call: (world) => flow(world, world.nothing, cancel(world.subscription)),
    refuses: featureOff(/subscription cancel feature .*disabled/),
    source: `made after the sentence in ${FLOWS}; only "subscription cancel feature" and "disabled" are known`,
  },
  {
    name: 'refuses to update a payment method where that is off',
    call: (world) => flow(world, world.nothing, { type: 'payment_method_update' }),
    refuses: featureOff(/portal configuration is disabled/),
    source: `made after the sentence in ${FLOWS}`,
  },
  {
    name: 'refuses a price that the configuration does not offer, and names no parameter',
    call: (world) => flow(world, world.everything, confirm(world, world.unoffered)),
    refuses: ({ item, unoffered, everything }) =>
      featureOff(
        `The item \`${item}\` cannot be updated to price \`${unoffered}\` because the configuration \`${everything}\` does not include the price in its \`features[subscription_update][products]\`.`,
      ),
    source:
      'reported by users of subscription_update_confirm; https://docs.stripe.com/customer-management/portal-deep-links says what must be offered',
  },
  {
    name: 'refuses to confirm a plan that is the same as now',
    call: (world) => flow(world, world.everything, confirm(world, world.price)),
    refuses: featureOff(/there are no changes to confirm/),
    source: FLOWS,
  },
  {
    name: 'refuses to cancel a subscription that ends already',
    call: (world) => flow(world, world.everything, cancel(world.endingSubscription)),
    refuses: invalidRequest(400, { message: /is already set to be canceled at period end/ }),
    source: FLOWS,
  },
  {
    name: 'refuses a flow of another customer’s subscription',
    call: (world) => flow(world, world.everything, cancel(world.otherSubscription)),
    refuses: invalidRequest(400, { message: /subscription/i }),
    source: 'not reported anywhere: only the status and the type are certain',
  },
]
