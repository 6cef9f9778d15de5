import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emitEvent } from '../control'
import { readBody } from '../read-body'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

type Delivery = { body: string; signature: string }

let server: Server
let url: string
let deliveries: Delivery[]
/** What the endpoint answers, one after the other; then 200. */
let statuses: number[]
let local: TestStripe | undefined

beforeEach(async () => {
  deliveries = []
  statuses = []
  server = createServer(async (request, response) => {
    const body = (await readBody(request)) ?? ''
    deliveries.push({ body, signature: String(request.headers['stripe-signature']) })
    response.writeHead(statuses.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await local?.stop()
  local = undefined
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const start = async (secret = 'whsec_one') => {
  local = await startTestStripe({ webhook: { url, secret } })
  return local
}

const verified = ({ body, signature }: Delivery, secret = 'whsec_one') =>
  Stripe.webhooks.constructEvent(body, signature, secret)

const types = () => deliveries.map((delivery) => verified(delivery).type)

test('sends signed events of a customer’s life, with what changed', async () => {
  const { client } = await start()
  const { id } = await client.customers.create({ name: 'Ada', metadata: { billingAccountId: 'acc_1' } })
  await vi.waitFor(() => expect(types()).toEqual(['customer.created']))
  await client.customers.update(id, { name: 'Grace' })
  await vi.waitFor(() => expect(types()).toEqual(['customer.created', 'customer.updated']))
  await client.customers.del(id)
  await vi.waitFor(() => expect(types()).toHaveLength(3))

  const [created, updated, deleted] = deliveries.map((delivery) => verified(delivery))
  expect(created).toMatchObject({
    id: expect.stringMatching(/^evt_/),
    api_version: '2026-10-28.endive',
    data: { object: { id, metadata: { billingAccountId: 'acc_1' } } },
  })
  expect(updated?.data.previous_attributes).toEqual({ name: 'Ada' })
  expect(deleted).toMatchObject({ type: 'customer.deleted', data: { object: { id, name: 'Grace' } } })
  expect(await client.events.retrieve(created?.id ?? '')).toMatchObject({ type: 'customer.created' })
})

test('says nothing when an update changes nothing', async () => {
  const { client } = await start()
  const { id } = await client.customers.create({ name: 'Ada' })
  await client.customers.update(id, { name: 'Ada' })
  await client.customers.create({ name: 'next' })
  await vi.waitFor(() => expect(types()).toEqual(['customer.created', 'customer.created']))
})

test('sends what the control API asks for, also twice', async () => {
  const stripe = await start()
  const event = {
    type: 'checkout.session.completed',
    object: { id: 'cs_test_1', client_reference_id: 'acc_1', customer: 'cus_1' },
  }
  const first = await emitEvent(stripe.url, event)
  await emitEvent(stripe.url, { ...event, id: first.id })
  await emitEvent(stripe.url, { type: 'nobody.knows', object: {} })

  await vi.waitFor(() => expect(deliveries).toHaveLength(3))
  expect(types().sort()).toEqual(['checkout.session.completed', 'checkout.session.completed', 'nobody.knows'])
  const ids = deliveries
    .map((delivery) => verified(delivery))
    .filter(({ type }) => type.startsWith('checkout'))
    .map(({ id }) => id)
  expect(ids).toEqual([first.id, first.id])
})

test('does not bother the endpoint with what it has not subscribed to', async () => {
  const { client } = await start()
  await client.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } })
  await client.customers.create({})
  await vi.waitFor(() => expect(types()).toEqual(['customer.created']))
  expect((await client.events.list({ type: 'billing_portal.*' })).data).toHaveLength(1)
})

test('tries again after a failure, with a signature of its own time, and then no more', async () => {
  statuses = [500, 503]
  const { client } = await start()
  await client.customers.create({})
  await vi.waitFor(() => expect(deliveries).toHaveLength(3), 5_000)
  expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(deliveries).toHaveLength(3)
})

test('signs with both secrets while one replaces the other', async () => {
  const { client } = await start('whsec_old,whsec_new')
  await client.customers.create({})
  await vi.waitFor(() => expect(deliveries).toHaveLength(1))
  const [delivery = { body: '', signature: '' }] = deliveries
  expect(verified(delivery, 'whsec_old').id).toBe(verified(delivery, 'whsec_new').id)
  expect(() => verified(delivery, 'whsec_other')).toThrow(/No signatures found matching/)
})

test('stops trying when it is stopped', async () => {
  statuses = [500, 500, 500, 500]
  const { client } = await start()
  await client.customers.create({})
  await vi.waitFor(() => expect(deliveries).toHaveLength(1))
  await local?.stop()
  local = undefined
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(deliveries).toHaveLength(1)
})
