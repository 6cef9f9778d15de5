import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import type { FaultInput } from '@/tools/local/stripe/faults/fault'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import { ApiError } from '../api-error'
import { errorResponse } from '../http/error-response'
import { stripe } from './client'
import { CustomerGoneError, stripeFailure } from './failures'
import { createPortalSession, type SessionParams } from './portal-session'

const NOWHERE = 'cus_nowhere'

let local: Awaited<ReturnType<typeof startStripe>>
beforeAll(async () => {
  local = await startStripe({ statePath: null })
  Object.assign(process.env, { APP_ENV: 'local', PORT: '3000', ...local.variables })
})
afterAll(() => local.stop())

type Expected = {
  status: number
  code: string
  message: string
  headers?: Record<string, string>
  log: RegExp
}

const NOT_FOUND = { status: 404, code: 'NOT_FOUND', message: 'No billing account found' }
const INTERNAL = { status: 500, code: 'INTERNAL_ERROR', message: 'Something went wrong on our side' }
const PAYMENT = { code: 'PAYMENT_ERROR', message: 'The payment provider could not be reached' }
const THROTTLED = { ...PAYMENT, status: 503, headers: { 'Retry-After': '2' } }

/** Each way to fail, its documented answer, how often Stripe is asked in all, and what the operator reads. */
const MAP: Record<FaultInput['kind'], Expected & { calls: number }> = {
  'deleted-customer': { ...NOT_FOUND, calls: 1, log: /missing, deleted or of the other mode/ },
  'other-mode-customer': { ...NOT_FOUND, calls: 1, log: /missing, deleted or of the other mode/ },
  hang: { ...PAYMENT, status: 504, calls: 2, log: /did not answer in time/ },
  latency: { ...PAYMENT, status: 504, calls: 2, log: /did not answer in time/ },
  drip: { ...PAYMENT, status: 504, calls: 2, log: /did not answer in time/ },
  'reset-before': { ...PAYMENT, status: 502, calls: 2, log: /connection to Stripe failed \(ECONNRESET\)/ },
  'reset-after': { ...PAYMENT, status: 502, calls: 2, log: /connection to Stripe failed \(ECONNRESET\)/ },
  'half-body': { ...PAYMENT, status: 502, calls: 2, log: /connection to Stripe failed \(ECONNRESET\)/ },
  'server-error': { ...PAYMENT, status: 502, calls: 2, log: /StripeAPIError, status 500, request req_/ },
  'html-502': { ...PAYMENT, status: 502, calls: 2, log: /StripeAPIError, status none/ },
  'missing-url': { ...PAYMENT, status: 502, calls: 1, log: /without a portal URL/ },
  'foreign-url': { ...PAYMENT, status: 502, calls: 1, log: /another host: set STRIPE_PORTAL_HOSTS/ },
  'http-url': { ...PAYMENT, status: 502, calls: 1, log: /another host: set STRIPE_PORTAL_HOSTS/ },
  'rate-limit': { ...THROTTLED, calls: 1, log: /throttling/ },
  'lock-timeout': { ...THROTTLED, calls: 2, log: /holds a lock/ },
  'wrong-key': { ...INTERNAL, calls: 1, log: /set STRIPE_SECRET_KEY to a current key/ },
  'missing-permission': {
    ...INTERNAL,
    calls: 1,
    log: /give the restricted key write access to Customer portal/,
  },
  'no-configuration': {
    ...INTERNAL,
    calls: 1,
    log: /run `npm run admin -- portal setup` and set STRIPE_PORTAL_CONF/,
  },
}

describe('each failure of Stripe has its documented answer', () => {
  for (const [kind, { calls, ...expected }] of Object.entries(MAP)) {
    test.concurrent(`${kind}: ${expected.status} ${expected.code}`, async ({ expect }) => {
      const { id: customer } = await stripe().customers.create({ metadata: { local_fault: kind } })
      const error = await failureOf({ customer })
      await expectAnswer(error, expected)
      expect(error instanceof CustomerGoneError).toBe(expected.status === 404)
      const path = '/v1/billing_portal/sessions'
      expect(await listRequests(local.address, { customer, path })).toHaveLength(calls)
    })
  }

  test('a customer that never was: 404 NOT_FOUND', async () => {
    const error = await failureOf({ customer: NOWHERE })
    await expectAnswer(error, { ...NOT_FOUND, log: /missing, deleted or of the other mode/ })
    expect(error).toBeInstanceOf(CustomerGoneError)
  })

  test.each(['bpc_nowhere', 'inactive'])(
    'a portal configuration that cannot be used (%s): 500',
    async (which) => {
      const { configurations } = stripe().billingPortal
      const features = { invoice_history: { enabled: true } }
      const { id } = await configurations.create({ features })
      await configurations.update(id, { active: false })
      const { id: customer } = await stripe().customers.create()
      const error = await failureOf({ customer, configuration: which === 'inactive' ? id : which })
      await expectAnswer(error, { ...INTERNAL, log: /admin -- portal setup/ })
    },
  )

  test('a key that is used with other parameters: 409 IDEMPOTENCY_KEY_REUSE', async () => {
    const { id: customer } = await stripe().customers.create()
    await createPortalSession({ customer, locale: 'de' }, () => 'one')
    const error = await failureOf({ customer, locale: 'fr' }, () => 'one')
    expect(error).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSE', headers: {} })
  })

  test('a key whose first call is still being answered: 409 with Retry-After', async () => {
    const { id: customer } = await stripe().customers.create()
    await injectFault(local.address, { kind: 'latency', customer, ms: 1_500 })
    const first = createPortalSession({ customer }, () => 'busy')
    const error = await failureOf({ customer }, () => 'busy')
    expect(error).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSE',
      headers: { 'Retry-After': '1' },
    })
    await first
  })
})

describe('what only Stripe can judge of a request is told as its input', () => {
  const flows: Record<string, { flow: Stripe.BillingPortal.SessionCreateParams.FlowData; path: string }> = {
    'a flow that the portal is not set up for': {
      flow: { type: 'subscription_update', subscription_update: { subscription: 'sub_nowhere' } },
      path: 'flow',
    },
    "a subscription that is not the customer's": {
      flow: { type: 'subscription_cancel', subscription_cancel: { subscription: 'sub_nowhere' } },
      path: 'flow.subscription',
    },
  }
  test.each(Object.entries(flows))('%s: 400 VALIDATION_FAILED', async (_, { flow, path }) => {
    const { id: customer } = await stripe().customers.create()
    const error = await failureOf({ customer, flow_data: flow })
    expect(error).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', details: [{ path }] })
    expect(await errorResponse(error).text()).not.toContain('sub_')
  })
})

describe('Stripe that cannot be reached at all: 502 PAYMENT_ERROR', () => {
  test.each([
    { what: 'nobody listens', host: '127.0.0.1', port: 9, log: /failed \(ECONNREFUSED\)/ },
    // Reserved never to resolve, RFC 2606.
    {
      what: 'the name does not resolve',
      host: 'stripe.invalid',
      port: 443,
      log: /failed \((ENOTFOUND|EAI_AGAIN)\)/,
    },
  ])('$what', async ({ host, port, log }) => {
    const elsewhere = new Stripe('sk_test_unused', { host, port, protocol: 'http', maxNetworkRetries: 0 })
    const thrown: unknown = await elsewhere.customers.retrieve(NOWHERE).catch((error: unknown) => error)
    await expectAnswer(stripeFailure(thrown), { ...PAYMENT, status: 502, log })
  })
})

test('an error that is not of Stripe is passed on as it is', () => {
  const bug = new TypeError('a bug')
  expect(() => stripeFailure(bug)).toThrow(bug)
  const known = new ApiError('NOT_FOUND')
  expect(stripeFailure(known)).toBe(known)
})

async function failureOf(params: SessionParams, keyFor?: () => string): Promise<ApiError> {
  const error = await createPortalSession(params, keyFor).then(
    () => null,
    (error: unknown) => error,
  )
  if (!(error instanceof ApiError)) throw new Error('Expected an ApiError.', { cause: error })
  return error
}

/** The whole body is compared, so nothing of Stripe's can be in it. */
async function expectAnswer(
  error: ApiError,
  { status, code, message, headers = {}, log }: Expected,
): Promise<void> {
  const response = errorResponse(error)
  expect(response.status).toBe(status)
  expect(await response.json()).toStrictEqual({
    error: { code, message, docUrl: `http://localhost:3000/api/errors/#${code.toLowerCase()}` },
  })
  expect(response.headers.get('Retry-After')).toBe(headers['Retry-After'] ?? null)
  expect(error.message).toMatch(log)
}
