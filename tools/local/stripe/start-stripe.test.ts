import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { putFixtures } from './control'
import { startStripe } from './start-stripe'

let directory: string
let statePath: string
const running: TestStripe[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-stripe-'))
  statePath = join(directory, 'deep', 'stripe.json')
})
afterEach(async () => {
  for (const stripe of running.splice(0)) await stripe.stop()
  await rm(directory, { recursive: true })
})

const start = async () => {
  const stripe = await startTestStripe({ statePath })
  running.push(stripe)
  return stripe
}

test('returns the variables that connect the app to it', async () => {
  const part = await startStripe({
    statePath: null,
    webhook: { url: 'http://127.0.0.1:9/hook', secret: 'whsec_given' },
  })
  await part.stop()
  expect(part).toMatchObject({
    name: 'Stripe',
    address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  })
  expect(part.variables).toEqual({
    STRIPE_SECRET_KEY: expect.stringMatching(/^sk_test_local_[A-Za-z0-9]{32}$/),
    STRIPE_API_BASE_URL: part.address,
    STRIPE_PORTAL_HOSTS: new URL(part.address).host,
    STRIPE_WEBHOOK_SECRET: 'whsec_given',
  })
})

test('keeps the account between runs, with links that lead to the new port', async () => {
  const first = await start()
  const customer = await first.client.customers.create({ name: 'Ada', email: 'ada@example.com' })
  const [invoice] = await putFixtures(first.url, [{ object: 'invoice', status: 'paid', loyalty: 'gold' }])
  const { data } = await first.client.billingPortal.configurations.list()
  await first.stop()

  const second = await start()
  expect(await second.client.customers.retrieve(customer.id)).toMatchObject({
    name: 'Ada',
    email: 'ada@example.com',
  })
  expect((await second.client.billingPortal.configurations.list()).data).toEqual(data)
  const kept = await second.client.invoices.retrieve(invoice?.id ?? '')
  expect(kept).toMatchObject({ loyalty: 'gold' })
  const link = kept.hosted_invoice_url ?? ''
  expect(link.startsWith(`${second.url}/i/`)).toBe(true)
  expect((await fetch(link)).status).toBe(200)
})

test('writes changes to disk before it responds, so that a crash loses nothing', async () => {
  const { client } = await start()
  const created = await Promise.all(
    Array.from({ length: 20 }, (_, n) => client.customers.create({ name: `n${n}` })),
  )
  const saved = await readFile(statePath, 'utf8')
  for (const { id } of created) expect(saved).toContain(id)
  expect((await stat(statePath)).mode & 0o077).toBe(0)
})

test('refuses a state that it cannot read, and leaves it as it is', async () => {
  const broken = join(directory, 'broken.json')
  await writeFile(broken, '{"format":1')
  await expect(startStripe({ statePath: broken })).rejects.toThrow(
    /cannot read its state in .*broken\.json\. Delete that file/,
  )
  expect(await readFile(broken, 'utf8')).toBe('{"format":1')
})

test('rejects other host names, so that a page cannot reach it through DNS rebinding', async () => {
  const { url } = await start()
  const status = await new Promise<number | undefined>((resolve) => {
    request(url, { headers: { Host: 'attacker.example' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).end()
  })
  expect(status).toBe(421)
})
