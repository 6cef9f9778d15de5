import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { CONTRACT, type Outcome, runContract } from './run-contract'

let local: TestStripe
let outcomes: Outcome[]
beforeAll(async () => {
  local = await startTestStripe()
  const connect = (key: string) => local.connect({}, key)
  outcomes = await runContract(local.client, connect, local.url)
})
afterAll(() => local.stop())

test.each(CONTRACT.map(({ name }, index) => [name, index] as const))('%s', (name, index) => {
  const { source } = CONTRACT[index] ?? {}
  expect(outcomes[index]).toEqual({ name, source, kind: 'met' })
})

test('without the control URL, reports what cannot be provoked instead of passing it', async () => {
  const connect = (key: string) => local.connect({}, key)
  const atStripe = await runContract(local.client, connect)
  const unprovokable = CONTRACT.filter((call) => call.unprovokable).map(({ name }) => name)
  expect(atStripe.filter(({ kind }) => kind === 'not-provoked').map(({ name }) => name)).toEqual(unprovokable)
  expect(atStripe.filter(({ kind }) => kind === 'differs')).toEqual([])
})

test('deactivates everything it created', async () => {
  const { billingPortal, customers, subscriptions } = local.client
  expect((await customers.list()).data).toEqual([])
  expect((await subscriptions.list()).data).toEqual([])
  expect((await billingPortal.configurations.list({ active: true, is_default: false })).data).toEqual([])
})

test('the program refuses a live key before it calls Stripe', async () => {
  const env = { ...process.env, STRIPE_CONTRACT_KEY: 'sk_live_1' }
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/stripe-contract.ts'], { env })
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('sk_test_'),
  })
})
