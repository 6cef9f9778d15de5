import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

test('creates, retrieves and lists products and their prices', async () => {
  const { client } = local
  const product = await client.products.create({ name: 'Team', id: 'team', description: 'For teams' })
  const price = await client.prices.create({
    product: 'team',
    currency: 'USD',
    unit_amount: 4_900,
    recurring: { interval: 'month' },
    lookup_key: 'team-monthly',
  })

  expect(await client.products.retrieve('team')).toEqual(product)
  expect(await client.prices.retrieve(price.id)).toEqual(price)
  expect(price).toMatchObject({
    currency: 'usd',
    type: 'recurring',
    recurring: { interval: 'month', interval_count: 1 },
  })
  expect((await client.products.list({ active: true })).data).toMatchObject([{ id: 'team' }])
  expect((await client.prices.list({ lookup_keys: ['team-monthly'] })).data).toMatchObject([{ id: price.id }])
  await expect(client.products.create({ name: 'Again', id: 'team' })).rejects.toMatchObject({
    code: 'resource_already_exists',
  })
})

test.each([
  [{ product: 'none', currency: 'usd', unit_amount: 1 }, 'resource_missing', 'product'],
  [{ product: 'none', currency: 'dollars', unit_amount: 1 }, 'parameter_invalid', 'currency'],
  [{ product: 'none', currency: 'usd', unit_amount: -1 }, 'parameter_invalid_integer', 'unit_amount'],
  [{ product: 'none', currency: 'usd' }, 'parameter_missing', 'unit_amount'],
])('refuses the price %o', async (params, code, param) => {
  await expect(local.client.prices.create(params)).rejects.toMatchObject({ statusCode: 400, code, param })
})
