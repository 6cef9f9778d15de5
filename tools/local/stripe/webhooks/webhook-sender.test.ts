import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { emitEvent, putFixtures } from '../control'

type Delivery = { body: string; signature: string }

let server: Server
let local: TestStripe
let deliveries: Delivery[]
/** The endpoint's response statuses in order, then 200. */
let statuses: number[]

beforeEach(async () => {
  deliveries = []
  statuses = []
  server = createServer(async (request, response) => {
    deliveries.push({ body: await text(request), signature: String(request.headers['stripe-signature']) })
    response.writeHead(statuses.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  local = await startTestStripe({ webhook: { url, secret: 'whsec_one' } })
})
afterEach(async () => {
  await local.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const events = () =>
  deliveries.map(({ body, signature }) => Stripe.webhooks.constructEvent(body, signature, 'whsec_one'))
const types = () => events().map(({ type }) => type)

test('sends signed events only for customers, with the changed attributes', async () => {
  const { client, url } = local
  await putFixtures(url, [{ object: 'customer', id: 'cus_fixture' }])
  await client.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } })
  const { id } = await client.customers.create({ name: 'Ada', metadata: { billingAccountId: 'acc_1' } })
  await vi.waitFor(() => expect(types()).toEqual(['customer.created']))
  await client.customers.update(id, { name: 'Ada' })
  await client.customers.update(id, { name: 'Grace' })
  await vi.waitFor(() => expect(types()).toEqual(['customer.created', 'customer.updated']))
  await client.customers.del(id)
  await vi.waitFor(() => expect(types()).toHaveLength(3))

  const [created, updated, deleted] = events()
  expect(created).toMatchObject({
    id: expect.stringMatching(/^evt_/),
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: { id, metadata: { billingAccountId: 'acc_1' } } },
  })
  expect(updated?.data.previous_attributes).toEqual({ name: 'Ada' })
  expect(deleted).toMatchObject({ type: 'customer.deleted', data: { object: { id, name: 'Grace' } } })
})

test('sends events from the control API, and repeats them', async () => {
  const event = { type: 'checkout.session.completed', object: { id: 'cs_test_1' } }
  const first = await emitEvent(local.url, event)
  await emitEvent(local.url, { ...event, id: first.id })
  await emitEvent(local.url, { type: 'nobody.knows', object: {} })
  await vi.waitFor(() => expect(deliveries).toHaveLength(3))
  expect(types().sort()).toEqual(['checkout.session.completed', 'checkout.session.completed', 'nobody.knows'])
  expect(events().filter(({ id }) => id === first.id)).toHaveLength(2)
})

test('retries after a failure until a delivery succeeds', async () => {
  statuses = [500, 503]
  await local.client.customers.create({})
  await vi.waitFor(() => expect(deliveries).toHaveLength(3), 5_000)
  expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1)
})
