import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import {
  CONFIGURATION_UNUSABLE,
  CUSTOMER_MISSING,
  STRIPE_FAILURES,
  STRIPE_UNREACHABLE,
  type StripeFailure,
} from '@/tools/test/stripe-failures'
import { ApiError } from '../api-error'
import { errorResponse } from '../http/responses'
import { stripe } from './client'
import { CustomerGoneError, stripeFailure } from './failures'
import { createPortalSession, type SessionParams } from './portal-session'

// Shorter than in the app, so that no test waits for long. e2e/failures/stripe-fails.spec.ts has the real
// wait.
vi.mock('./time-limits', () => ({ ATTEMPT_TIMEOUT_MS: 800, DEADLINE_MS: 2_300 }))

const NOWHERE = 'cus_nowhere'

let local: Awaited<ReturnType<typeof startStripe>>
beforeAll(async () => {
  local = await startStripe({ statePath: null })
  Object.assign(process.env, { APP_ENV: 'local', PORT: '3000', ...local.variables })
})
afterAll(() => local.stop())

describe('each failure of Stripe has a documented response', () => {
  for (const [kind, expected] of Object.entries(STRIPE_FAILURES))
    test.concurrent(`${kind}: ${expected.status} ${expected.code}`, async ({ expect }) => {
      const { id: customer } = await stripe().customers.create({ metadata: { local_fault: kind } })
      const error = await failureOf({ customer })
      await expectAnswer(error, expected)
      expect(error instanceof CustomerGoneError).toBe(expected.status === 404)
      const path = '/v1/billing_portal/sessions'
      expect(await listRequests(local.address, { customer, path })).toHaveLength(expected.calls)
    })

  test.each(['never was', 'was deleted'])('a customer that %s: 404 NOT_FOUND', async (which) => {
    const { id } = await stripe().customers.create()
    await stripe().customers.del(id)
    const error = await failureOf({ customer: which === 'never was' ? NOWHERE : id })
    await expectAnswer(error, CUSTOMER_MISSING)
    expect(error).toBeInstanceOf(CustomerGoneError)
  })

  test.each(['bpc_nowhere', 'inactive'])(
    'a portal configuration that cannot be used (%s): 500',
    async (which) => {
      const { configurations } = stripe().billingPortal
      const { id } = await configurations.create({ features: { invoice_history: { enabled: true } } })
      await configurations.update(id, { active: false })
      const { id: customer } = await stripe().customers.create()
      const error = await failureOf({ customer, configuration: which === 'inactive' ? id : which })
      await expectAnswer(error, CONFIGURATION_UNUSABLE)
    },
  )

  test('a key reused with other parameters: 409 IDEMPOTENCY_KEY_REUSE', async () => {
    const { id: customer } = await stripe().customers.create()
    await createPortalSession({ customer, locale: 'de' }, () => 'one')
    const error = await failureOf({ customer, locale: 'fr' }, () => 'one')
    expect(error).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSE', headers: {} })
  })

  test('a key whose first call is still in progress: 409 with Retry-After', async () => {
    const { id: customer } = await stripe().customers.create()
    await injectFault(local.address, { kind: 'latency', customer, ms: 500 })
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

describe('input that only Stripe can judge is reported by field', () => {
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

/** Stripe's messages for 400, as quoted publicly. See failures.ts for the sources. */
const refusal = (message: string, rest: { param?: string; code?: string } = {}) =>
  stripeFailure(
    new Stripe.errors.StripeInvalidRequestError({ type: 'invalid_request_error', message, ...rest }),
  )

const featureOff = (verb: string, feature: string) =>
  `This subscription cannot be ${verb} because the ${feature} feature in the portal configuration is ` +
  `disabled.`

describe('Stripe’s messages about a flow', () => {
  test.each([
    {
      words:
        'The item `si_A` cannot be updated to price `price_B` because the configuration `bpc_C` does ' +
        'not include the price in its `features[subscription_update][products]`.',
      detail: { path: 'flow.items.0.price', message: 'is not a price that the portal offers' },
      log: /does not offer the price price_B: run `portal setup --plan-changes`/,
    },
    {
      words: featureOff('updated', 'subscription update'),
      detail: { path: 'flow', message: 'is switched off in the portal' },
      log: /subscription update feature off: turn it on with `portal setup --plan-changes PRICE_ID,…`/,
    },
    {
      words: featureOff('canceled', 'subscription cancel'),
      detail: { path: 'flow', message: 'is switched off in the portal' },
      log: /turn it on with `portal setup --cancel on`/,
    },
    {
      words: 'Cannot update the subscription because there are no changes to confirm.',
      detail: { path: 'flow.items', message: 'changes nothing' },
      log: /./,
    },
    {
      words: 'The subscription `sub_A` is already set to be canceled at period end.',
      detail: { path: 'flow.subscription', message: 'is being canceled already' },
      log: /./,
    },
    {
      words: "No such price: 'price_B'",
      param: 'flow_data[subscription_update_confirm][items][0][price]',
      code: 'resource_missing',
      detail: { path: 'flow.items.0.price', message: 'is not a price that the subscription can change to' },
      log: /./,
    },
  ])('$words', async ({ words, param, code, detail, log }) => {
    const error = refusal(words, { ...(param && { param }), ...(code && { code }) })
    expect(error).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', details: [detail] })
    expect(error.message).toMatch(log)
    expect(await errorResponse(error).text()).not.toMatch(/si_A|price_B|bpc_C|sub_A/)
  })
})

test.each(['customer', 'id', undefined])(
  'a customer that Stripe misses under the name of %s is gone',
  (param) => {
    const words = "No such customer: 'cus_A'; a similar object exists in live mode"
    expect(refusal(words, { code: 'resource_missing', ...(param && { param }) })).toBeInstanceOf(
      CustomerGoneError,
    )
  },
)

test.each([
  "No such subscription: 'sub_A'",
  'No configuration provided and your test mode default configuration has not been created.',
])('%s is not a missing customer', (words) => {
  expect(refusal(words, { code: 'resource_missing', param: 'id' })).not.toBeInstanceOf(CustomerGoneError)
})

test.each([
  'No configuration provided and your test mode default configuration has not been created.',
  'You can’t create a portal session in test mode until you save your customer portal settings in test mode.',
])('%s: 500, and the log says what to change', (words) => {
  expect(refusal(words)).toMatchObject({ status: 500, message: expect.stringContaining('portal setup') })
})

describe('Stripe is unreachable: 502 PAYMENT_ERROR', () => {
  test.each([
    ['nobody listens', { host: '127.0.0.1', port: 9 }, STRIPE_UNREACHABLE.refused],
    // Never resolves (RFC 2606).
    ['the name does not resolve', { host: 'stripe.invalid', port: 443 }, STRIPE_UNREACHABLE.unresolved],
  ])('%s', async (_, address, expected) => {
    const elsewhere = new Stripe('sk_test_unused', { ...address, protocol: 'http', maxNetworkRetries: 0 })
    const thrown: unknown = await elsewhere.customers.retrieve(NOWHERE).catch((error: unknown) => error)
    await expectAnswer(stripeFailure(thrown), expected)
  })
})

test('a missing permission is named for the operator and not for the caller', () => {
  const refused = new Stripe.errors.StripePermissionError({ type: 'invalid_request_error', message: 'No' })
  expect(stripeFailure(refused, 'read access to Invoices')).toMatchObject({
    status: 500,
    message: 'The Stripe key lacks a permission: give the restricted key read access to Invoices.',
    publicMessage: new ApiError('INTERNAL_ERROR').publicMessage,
  })
})

test('rethrows an error that is not from Stripe', () => {
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

/** Compares the whole body, so it cannot contain Stripe's message. */
async function expectAnswer(error: ApiError, expected: StripeFailure): Promise<void> {
  const { status, code, message, retryAfter = null, log } = expected
  const response = errorResponse(error)
  expect(response.status).toBe(status)
  expect(await response.json()).toStrictEqual({
    error: { code, message, docUrl: `http://localhost:3000/api/errors/#${code.toLowerCase()}` },
  })
  expect(response.headers.get('Retry-After')).toBe(retryAfter)
  expect(error.message).toMatch(log)
}
