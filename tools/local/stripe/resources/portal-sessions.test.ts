import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
let customer: string
let subscription: Stripe.Subscription
let otherSubscription: Stripe.Subscription
let offering: Stripe.BillingPortal.Configuration
let dearer: Stripe.Price

async function payingCustomer(price: string): Promise<Stripe.Subscription> {
  const { id } = await local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  return local.client.subscriptions.create({ customer: id, items: [{ price }] })
}

beforeAll(async () => {
  local = await startTestStripe()
  const { client } = local
  const product = await client.products.create({ name: 'Team' })
  const recurring = { interval: 'month' } as const
  const price = await client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 1_000,
    recurring,
  })
  dearer = await client.prices.create({ product: product.id, currency: 'usd', unit_amount: 2_000, recurring })
  subscription = await payingCustomer(price.id)
  otherSubscription = await payingCustomer(price.id)
  customer = String(subscription.customer)
  offering = await client.billingPortal.configurations.create({
    default_return_url: 'https://example.com/default',
    features: {
      payment_method_update: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product: product.id, prices: [price.id, dearer.id] }],
      },
    },
  })
})
afterAll(() => local.stop())

const create = (params: object) =>
  local.client.billingPortal.sessions.create({
    customer,
    ...params,
  } as Stripe.BillingPortal.SessionCreateParams)

test('makes a session with a link to this server’s portal', async () => {
  const session = await create({ return_url: 'http://localhost:3000/billing', locale: 'de' })
  expect(session).toMatchObject({
    id: expect.stringMatching(/^bps_/),
    object: 'billing_portal.session',
    customer,
    livemode: false,
    locale: 'de',
    flow: null,
    return_url: 'http://localhost:3000/billing',
    configuration: expect.stringMatching(/^bpc_/),
  })
  expect(session.url).toMatch(new RegExp(`^${local.url}/p/session/test_[A-Za-z0-9]{40}$`))
})

test('uses the configuration it is given, and its return address', async () => {
  expect(await create({ configuration: offering.id })).toMatchObject({
    configuration: offering.id,
    return_url: 'https://example.com/default',
  })
})

test('carries a flow, what follows it and how an expired link is recovered', async () => {
  const expires_at = Math.floor(Date.now() / 1000) + 3_600
  const session = await create({
    flow_data: {
      type: 'subscription_cancel',
      subscription_cancel: { subscription: subscription.id },
      after_completion: { type: 'redirect', redirect: { return_url: 'https://example.com/done' } },
    },
    after_expiration: { type: 'customer_login', customer_login: { expires_at } },
  })
  expect(session).toMatchObject({
    flow: {
      type: 'subscription_cancel',
      subscription_cancel: { subscription: subscription.id, retention: null },
      after_completion: {
        type: 'redirect',
        redirect: { return_url: 'https://example.com/done' },
        hosted_confirmation: null,
      },
    },
    after_expiration: { type: 'customer_login', customer_login: { expires_at } },
  })
})

test('carries a plan that is to be confirmed', async () => {
  const item = subscription.items.data[0]?.id ?? ''
  const session = await create({
    configuration: offering.id,
    flow_data: {
      type: 'subscription_update_confirm',
      subscription_update_confirm: {
        subscription: subscription.id,
        items: [{ id: item, price: dearer.id, quantity: 1 }],
      },
    },
  })
  expect(session.flow?.subscription_update_confirm?.items).toEqual([
    { id: item, price: dearer.id, quantity: 1 },
  ])
})

const cancel = (id: string) => ({
  flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription: id } },
})
const confirm = (items: object[]) => ({
  configuration: offering.id,
  flow_data: {
    type: 'subscription_update_confirm',
    subscription_update_confirm: { subscription: subscription.id, items },
  },
})

test.each<[string, () => object, string | undefined, string | undefined, RegExp]>([
  [
    'no customer',
    () => ({ customer: undefined }),
    'parameter_missing',
    'customer',
    /^Missing required param: customer\.$/,
  ],
  [
    'an unknown customer',
    () => ({ customer: 'cus_none' }),
    'resource_missing',
    'customer',
    /^No such customer: 'cus_none'$/,
  ],
  [
    'an unknown configuration',
    () => ({ configuration: 'bpc_none' }),
    'resource_missing',
    'configuration',
    /^No such configuration/,
  ],
  [
    'a language Stripe lacks',
    () => ({ locale: 'tlh' }),
    undefined,
    'locale',
    /^Invalid locale: must be one of auto, bg,/,
  ],
  [
    'a relative return address',
    () => ({ return_url: '/billing' }),
    'url_invalid',
    'return_url',
    /explicit scheme/,
  ],
  [
    'a return address with a script',
    () => ({ return_url: 'javascript:alert(1)' }),
    'url_invalid',
    'return_url',
    /^Not a valid URL$/,
  ],
  [
    'an unknown parameter',
    () => ({ retrun_url: 'https://x.example' }),
    'parameter_unknown',
    'retrun_url',
    /unknown parameter: retrun_url/,
  ],
  [
    'another account',
    () => ({ on_behalf_of: 'acct_1' }),
    undefined,
    'on_behalf_of',
    /does not model 'on_behalf_of'/,
  ],
  [
    'an unknown flow',
    () => ({ flow_data: { type: 'party' } }),
    undefined,
    'flow_data[type]',
    /^Invalid flow_data\[type\]/,
  ],
  [
    'a flow about nothing',
    () => ({ flow_data: { type: 'subscription_cancel' } }),
    'parameter_missing',
    'flow_data[subscription_cancel]',
    /Missing/,
  ],
  [
    'a flow with another flow’s details',
    () => ({ flow_data: { ...cancel('sub_1').flow_data, type: 'payment_method_update' } }),
    undefined,
    'flow_data[subscription_cancel]',
    /can only be provided/,
  ],
  [
    'somebody else’s subscription',
    () => cancel(otherSubscription.id),
    'resource_missing',
    'flow_data[subscription_cancel][subscription]',
    /^No such subscription/,
  ],
  [
    'a feature that is off',
    () => ({ configuration: offering.id, ...cancel(subscription.id) }),
    undefined,
    undefined,
    /the subscription cancel feature in the portal configuration is disabled/,
  ],
  [
    'a redirect to nowhere',
    () => ({ flow_data: { type: 'payment_method_update', after_completion: { type: 'redirect' } } }),
    'parameter_missing',
    'flow_data[after_completion][redirect]',
    /Missing/,
  ],
  [
    'an item that is not the subscription’s',
    () => confirm([{ id: 'si_none', price: dearer.id }]),
    'resource_missing',
    'flow_data[subscription_update_confirm][items][0][id]',
    /^No such subscription_item/,
  ],
  [
    'a price that is not offered',
    () => confirm([{ id: subscription.items.data[0]?.id, price: 'price_none' }]),
    'resource_missing',
    'flow_data[subscription_update_confirm][items][0][price]',
    /^No such price/,
  ],
  [
    'no change at all',
    () => confirm([{ id: subscription.items.data[0]?.id }]),
    undefined,
    'flow_data[subscription_update_confirm][items]',
    /does not change anything/,
  ],
  [
    'a recovery that is over already',
    () => ({ after_expiration: { type: 'customer_login', customer_login: { expires_at: 1 } } }),
    undefined,
    'after_expiration[customer_login][expires_at]',
    /future/,
  ],
])('refuses %s', async (_what, params, code, param, message) => {
  await expect(create(params())).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    statusCode: 400,
    code,
    param,
    message: expect.stringMatching(message),
  })
})

test('refuses a customer who was deleted', async () => {
  const { id } = await local.client.customers.create({})
  await local.client.customers.del(id)
  await expect(create({ customer: id })).rejects.toMatchObject({
    code: 'resource_missing',
    param: 'customer',
    statusCode: 400,
  })
})

test('refuses a configuration that was switched off', async () => {
  const { configurations } = local.client.billingPortal
  const { id } = await configurations.create({ features: { invoice_history: { enabled: true } } })
  await configurations.update(id, { active: false })
  await expect(create({ configuration: id })).rejects.toMatchObject({ param: 'configuration' })
})

test('needs a configuration where the owner never saved the portal’s settings', async () => {
  const fresh = await startTestStripe({ hasDefaultConfiguration: false })
  try {
    const { id } = await fresh.client.customers.create({})
    await expect(fresh.client.billingPortal.sessions.create({ customer: id })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      message: expect.stringMatching(
        /^No configuration provided and your test mode default configuration has not been created\./,
      ),
    })
    const { id: configuration } = await fresh.client.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    })
    await expect(
      fresh.client.billingPortal.sessions.create({ customer: id, configuration }),
    ).resolves.toMatchObject({ configuration })
  } finally {
    await fresh.stop()
  }
})
