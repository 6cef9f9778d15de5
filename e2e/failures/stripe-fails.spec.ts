import { readFileSync } from 'node:fs'
import { expect } from 'playwright/test'
import { db } from '@/lib/db'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import {
  CONFIGURATION_UNUSABLE,
  CUSTOMER_MISSING,
  STRIPE_FAILURES,
  type StripeFailure,
} from '@/tools/test/stripe-failures'
import { APP_LOG } from '../app-log'
import { OWN_ORIGIN, STRIPE } from '../fixtures/local-environment'
import { type Answer, AS_JSON, bearer, send } from '../fixtures/send'
import type { App } from '../fixtures/start-app'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import type { TestData } from '../fixtures/test-data'
import { expectFailedResponse } from './expect-failed-response'

/** What Playwright has started for every file. */
const APP_UNDER_TEST: Printing = { address: OWN_ORIGIN, printed: () => readFileSync(APP_LOG, 'utf8') }

const SESSIONS = '/v1/billing_portal/sessions'
const SUBSCRIPTIONS = '/v1/subscriptions'

type Printing = Pick<App, 'address' | 'printed'>

type Case = {
  expected: StripeFailure
  /** Variables of the failing deployment. */
  variables?: Record<string, string>
  /** Creates the customer of the calling account. */
  customer: (data: TestData) => Promise<string>
}

/** They take 6 s each, so `lib/stripe/failures.test.ts` covers them. The last test has the real wait. */
const LATE = ['hang', 'latency', 'drip']

const healthy = (data: TestData) => data.customer()

const CASES: Record<string, Case> = {
  ...Object.fromEntries(
    Object.entries(STRIPE_FAILURES)
      .filter(([localFault]) => !LATE.includes(localFault))
      .map(([localFault, expected]) => [
        localFault,
        { expected, customer: (data: TestData) => data.customer({ localFault }) },
      ]),
  ),
  'a customer that never existed': {
    expected: CUSTOMER_MISSING,
    customer: async () => `cus_never${Date.now()}`,
  },
  'a missing portal configuration': {
    expected: CONFIGURATION_UNUSABLE,
    variables: { STRIPE_PORTAL_CONFIGURATION: 'bpc_nowhere' },
    customer: healthy,
  },
  'an unknown Stripe key': {
    // Stripe refuses the key before it reads the request, so its log has no customer.
    expected: { ...STRIPE_FAILURES['wrong-key'], calls: 0 },
    variables: { STRIPE_SECRET_KEY: 'sk_test_local_of_nobody' },
    customer: healthy,
  },
}

for (const [name, { expected, variables, customer: make }] of Object.entries(CASES)) {
  test(`${name}: ${expected.status} ${expected.code}`, async ({ data, startApp }) => {
    const app = variables ? await startApp(variables) : APP_UNDER_TEST
    const customer = await make(data)
    const { id } = await data.accountWithoutCustomer()
    const account = await db().billingAccount.update({ where: { id }, data: { stripeCustomerId: customer } })
    const key = await data.key(account)

    const answer = await send({ origin: app.address, headers: bearer(key) })

    expectFailedResponse(answer, app.address, expected)
    expect(await portalCalls(customer)).toHaveLength(expected.calls)
    expect(lineOf(app, answer)).toMatchObject({
      status: expected.status,
      reason: expect.stringMatching(expected.log),
    })
    const { customerStaleAt } = await db().billingAccount.findUniqueOrThrow({ where: { id } })
    expect(customerStaleAt !== null).toBe(expected.status === 404)
  })
}

test('the deadline counts every call: 504 when a flow’s subscription is late and the session hangs', async ({
  data,
  startApp,
}) => {
  // A process of its own, which is not kept busy by other tests while it measures.
  const app = await startApp()
  const account = await data.account()
  const { customer } = account
  const { id: subscription } = await data.subscription(customer)
  const key = await data.key(account)
  await injectFault(STRIPE, { kind: 'latency', path: SUBSCRIPTIONS, ms: 2_500, customer })
  await injectFault(STRIPE, { kind: 'hang', path: SESSIONS, times: 9, customer })

  const answer = await send({
    origin: app.address,
    headers: { ...bearer(key), ...AS_JSON },
    body: JSON.stringify({ flow: { type: 'subscription_cancel', subscription } }),
  })
  expectFailedResponse(answer, app.address, STRIPE_FAILURES.hang)
  // Otherwise the second attempt's own timeout would be the reason, after 9 s.
  expect(lineOf(app, answer)).toMatchObject({
    reason: 'Stripe did not respond within the deadline.',
  })
  expect(await listRequests(STRIPE, { customer, path: `${SUBSCRIPTIONS}/` })).toHaveLength(1)
  expect(await portalCalls(customer)).toHaveLength(2)
})

/** The line in the app's log about this failed response. It is written before the response is sent. */
function lineOf(app: Printing, { headers }: Answer): unknown {
  return app
    .printed()
    .split('\n')
    .filter((line) => line.includes(`"${headers['x-request-id']}"`))
    .map((line) => JSON.parse(line))
    .find(({ event }) => event === 'request.failed')
}
