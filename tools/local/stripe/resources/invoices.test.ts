import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
let customer: string
beforeAll(async () => {
  local = await startTestStripe()
  const created = await local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  customer = created.id
})
afterAll(() => local.stop())

test('goes from draft to open to paid, with the date it was given', async () => {
  const { client } = local
  const draft = await client.invoices.create({ customer, currency: 'usd', effective_at: 1_700_000_000 })
  expect(draft).toMatchObject({ status: 'draft', number: null, hosted_invoice_url: null, total: 0 })

  await client.invoiceItems.create({ customer, invoice: draft.id, amount: 1_250, description: 'Setup' })
  await client.invoiceItems.create({ customer, invoice: draft.id, amount: -250, description: 'Discount' })
  const open = await client.invoices.finalizeInvoice(draft.id)
  expect(open).toMatchObject({
    status: 'open',
    number: expect.stringMatching(/^[A-Z0-9]{8}-\d{4}$/),
    effective_at: 1_700_000_000,
    total: 1_000,
    amount_due: 1_000,
    hosted_invoice_url: expect.stringContaining(`${local.url}/i/test_`),
    lines: { data: [{ description: 'Setup' }, { description: 'Discount' }] },
  })

  const paid = await client.invoices.pay(draft.id)
  expect(paid).toMatchObject({
    status: 'paid',
    amount_paid: 1_000,
    amount_remaining: 0,
    effective_at: 1_700_000_000,
  })
  expect(await client.invoices.retrieve(draft.id)).toEqual(paid)
  await expect(client.invoices.pay(draft.id)).rejects.toMatchObject({ message: 'Invoice is already paid' })
  await expect(client.invoices.finalizeInvoice(draft.id)).rejects.toMatchObject({
    code: 'invoice_not_editable',
  })
  await expect(client.invoiceItems.create({ customer, invoice: draft.id, amount: 1 })).rejects.toMatchObject({
    code: 'invoice_not_editable',
  })
})

test('numbers a customer’s invoices one after the other', async () => {
  const { client } = local
  const { id } = await client.customers.create({})
  const numbers: (string | null)[] = []
  for (let n = 0; n < 2; n += 1) {
    const draft = await client.invoices.create({ customer: id })
    numbers.push((await client.invoices.finalizeInvoice(draft.id)).number)
  }
  expect(numbers.map((number) => number?.split('-')[1])).toEqual(['0001', '0002'])
})

test('collects waiting items when it is told to', async () => {
  const { client } = local
  const { id } = await client.customers.create({})
  await client.invoiceItems.create({ customer: id, amount: 700, currency: 'eur', description: 'Waiting' })

  const without = await client.invoices.create({ customer: id, currency: 'eur' })
  const having = await client.invoices.create({ customer: id, pending_invoice_items_behavior: 'include' })

  expect(without.lines.data).toEqual([])
  expect(having).toMatchObject({ total: 700, currency: 'eur', lines: { data: [{ description: 'Waiting' }] } })
  const again = await client.invoices.create({ customer: id, pending_invoice_items_behavior: 'include' })
  expect(again.lines.data).toEqual([])
})

test('lists by customer and status', async () => {
  const { client } = local
  const { id } = await client.customers.create({})
  const draft = await client.invoices.create({ customer: id })
  const other = await client.invoices.create({ customer: id })
  await client.invoices.finalizeInvoice(other.id)
  expect((await client.invoices.list({ customer: id })).data.map((invoice) => invoice.id)).toEqual([
    other.id,
    draft.id,
  ])
  expect((await client.invoices.list({ customer: id, status: 'draft' })).data).toMatchObject([
    { id: draft.id },
  ])
})

test('stays open when there is nothing to charge, or the card is declined', async () => {
  const { client } = local
  const { id } = await client.customers.create({})
  const draft = await client.invoices.create({ customer: id, currency: 'usd' })
  await client.invoiceItems.create({ customer: id, invoice: draft.id, amount: 500 })

  await expect(client.invoices.pay(draft.id)).rejects.toMatchObject({ code: 'missing' })
  const failing = await client.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: id })
  await expect(client.invoices.pay(draft.id, { payment_method: failing.id })).rejects.toMatchObject({
    type: 'StripeCardError',
  })
  expect(await client.invoices.retrieve(draft.id)).toMatchObject({
    status: 'open',
    attempt_count: 1,
    amount_paid: 0,
  })
  expect(await client.invoices.pay(draft.id, { paid_out_of_band: true })).toMatchObject({ status: 'paid' })
})

test.each([
  ['a due date without sending', { due_date: 1_900_000_000 }, 'due_date'],
  ['sending without a due date', { collection_method: 'send_invoice' }, 'due_date'],
  ['a subscription that is not there', { subscription: 'sub_none' }, 'subscription'],
])('refuses %s', async (_what, params, param) => {
  await expect(local.client.invoices.create({ customer, ...params })).rejects.toMatchObject({
    statusCode: 400,
    param,
  })
})
