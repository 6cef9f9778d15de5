import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

const PROMISED = { invoice_history: { enabled: true }, payment_method_update: { enabled: true } }

test('begins with a default configuration in which the promised features are on', async () => {
  const { data } = await local.client.billingPortal.configurations.list({ is_default: true })
  expect(data).toMatchObject([
    { id: expect.stringMatching(/^bpc_/), active: true, is_default: true, features: PROMISED },
  ])
})

test('creates, retrieves, updates and lists, and keeps what an update does not give', async () => {
  const { configurations } = local.client.billingPortal
  const created = await configurations.create({
    features: PROMISED,
    business_profile: { headline: 'Billing', privacy_policy_url: 'https://example.com/privacy' },
    default_return_url: 'https://example.com/back',
    metadata: { managed_by: 'orbitkit' },
    name: 'Main',
  })
  expect(created).toMatchObject({
    is_default: false,
    active: true,
    features: { ...PROMISED, subscription_cancel: { enabled: false, mode: 'at_period_end' } },
  })
  expect(await configurations.retrieve(created.id)).toEqual(created)

  const updated = await configurations.update(created.id, {
    features: { payment_method_update: { enabled: false } },
    business_profile: { headline: '' },
    active: false,
  })
  expect(updated).toMatchObject({
    active: false,
    name: 'Main',
    metadata: { managed_by: 'orbitkit' },
    business_profile: { headline: null, privacy_policy_url: 'https://example.com/privacy' },
    features: { invoice_history: { enabled: true }, payment_method_update: { enabled: false } },
  })
  expect((await configurations.list({ active: false })).data).toMatchObject([{ id: created.id }])
})

test('offers plans only with everything that this needs', async () => {
  const { client } = local
  const { configurations } = client.billingPortal
  const product = await client.products.create({ name: 'Team' })
  const price = await client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 1,
    recurring: { interval: 'month' },
  })
  const update = {
    enabled: true,
    default_allowed_updates: ['price' as const],
    products: [{ product: product.id, prices: [price.id] }],
  }

  await expect(configurations.create({ features: { subscription_update: update } })).rejects.toMatchObject({
    message: 'Cannot enable subscription updates while payment method update is disabled.',
  })
  await expect(
    configurations.create({
      features: {
        ...PROMISED,
        subscription_update: { ...update, products: [{ product: product.id, prices: ['price_none'] }] },
      },
    }),
  ).rejects.toMatchObject({
    code: 'resource_missing',
    param: 'features[subscription_update][products][0][prices][0]',
  })
  const created = await configurations.create({ features: { ...PROMISED, subscription_update: update } })
  expect(created.features.subscription_update).toMatchObject({
    enabled: true,
    products: [{ product: product.id, prices: [price.id] }],
  })
})

test.each([
  ['no features', {}, 'parameter_missing', 'features'],
  [
    'a feature that does not say whether it is on',
    { features: { subscription_cancel: { mode: 'immediately' } } },
    'parameter_missing',
    'features[subscription_cancel][enabled]',
  ],
  [
    'customer updates of nothing',
    { features: { customer_update: { enabled: true } } },
    'parameter_missing',
    'features[customer_update][allowed_updates]',
  ],
  [
    'a link that is none',
    { features: PROMISED, default_return_url: 'nowhere' },
    'url_invalid',
    'default_return_url',
  ],
  [
    'an unknown feature',
    { features: { teleport: { enabled: true } } },
    'parameter_unknown',
    'features[teleport]',
  ],
])('refuses a configuration with %s', async (_what, params, code, param) => {
  const before = await local.client.billingPortal.configurations.list({ limit: 100 })
  await expect(local.client.billingPortal.configurations.create(params as never)).rejects.toMatchObject({
    statusCode: 400,
    code,
    param,
  })
  expect(await local.client.billingPortal.configurations.list({ limit: 100 })).toEqual(before)
})

test('does not let the default be switched off', async () => {
  const { configurations } = local.client.billingPortal
  const { data } = await configurations.list({ is_default: true })
  const id = data[0]?.id ?? ''
  await expect(configurations.update(id, { active: false })).rejects.toMatchObject({ param: 'active' })
  expect(await configurations.retrieve(id)).toMatchObject({ active: true })
})
