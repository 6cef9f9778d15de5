import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

test.each([
  ['tok_visa', 'visa', '4242'],
  ['tok_mastercard', 'mastercard', '4444'],
  ['tok_amex', 'amex', '0005'],
  ['tok_jcb', 'jcb', '0505'],
])('makes a card of %s', async (token, brand, last4) => {
  const method = await local.client.paymentMethods.create({ type: 'card', card: { token } })
  expect(method).toMatchObject({
    id: expect.stringMatching(/^pm_/),
    customer: null,
    type: 'card',
    card: { brand, last4 },
  })
  expect(await local.client.paymentMethods.retrieve(method.id)).toEqual(method)
})

test('attaches, lists in both ways, and detaches for good, also as the default', async () => {
  const { client } = local
  const customer = await client.customers.create({})
  const method = await client.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })

  await client.paymentMethods.attach(method.id, { customer: customer.id })
  await client.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
  expect((await client.paymentMethods.list({ customer: customer.id, type: 'card' })).data).toMatchObject([
    { id: method.id },
  ])
  expect((await client.customers.listPaymentMethods(customer.id)).data).toMatchObject([{ id: method.id }])

  expect(await client.paymentMethods.detach(method.id)).toMatchObject({ customer: null })
  expect((await client.customers.listPaymentMethods(customer.id)).data).toEqual([])
  expect(await client.customers.retrieve(customer.id)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  })
  await expect(client.paymentMethods.detach(method.id)).rejects.toMatchObject({ statusCode: 400 })
})

test('expands the default payment method', async () => {
  const { id } = await local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const customer = await local.client.customers.retrieve(id, {
    expand: ['invoice_settings.default_payment_method'],
  })
  expect(customer).toMatchObject({
    invoice_settings: { default_payment_method: { object: 'payment_method', card: { last4: '4242' } } },
  })
  await expect(local.client.customers.retrieve(id, { expand: ['colour'] })).rejects.toMatchObject({
    param: 'expand',
  })
})

test('refuses raw card numbers, tokens it does not know and cards that are declined', async () => {
  const { client } = local
  const raw = {
    type: 'card',
    card: { number: '4242424242424242', exp_month: 1, exp_year: 2040, cvc: '123' },
  } as const
  await expect(client.paymentMethods.create(raw)).rejects.toMatchObject({
    statusCode: 402,
    message: expect.stringMatching(/unsafe/),
  })
  await expect(
    client.paymentMethods.create({ type: 'card', card: { token: 'tok_x' } }),
  ).rejects.toMatchObject({
    code: 'resource_missing',
    param: 'card[token]',
  })
  const customer = await client.customers.create({})
  const declined = await client.paymentMethods.create({ type: 'card', card: { token: 'tok_chargeDeclined' } })
  await expect(client.paymentMethods.attach(declined.id, { customer: customer.id })).rejects.toMatchObject({
    type: 'StripeCardError',
    code: 'card_declined',
    decline_code: 'generic_decline',
  })
  expect((await client.customers.listPaymentMethods(customer.id)).data).toEqual([])
})

test('does not give one customer’s card to another', async () => {
  const { client } = local
  const [one, other] = [await client.customers.create({}), await client.customers.create({})]
  const method = await client.paymentMethods.attach('pm_card_visa', { customer: one.id })
  await expect(client.paymentMethods.attach(method.id, { customer: other.id })).rejects.toMatchObject({
    statusCode: 400,
  })
  expect((await client.paymentMethods.retrieve(method.id)).customer).toBe(one.id)
})
