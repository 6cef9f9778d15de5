import { expect } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

type Key = { key: string }

const requestFlow = (key: Key, flow: object, origin?: string) =>
  send({ headers: { ...bearer(key), ...AS_JSON }, body: JSON.stringify({ flow }), ...(origin && { origin }) })

const NOT_OWN = {
  status: 400,
  code: 'VALIDATION_FAILED',
  details: [
    { path: 'flow.subscription', message: 'must be a subscription of the billing account', code: 'custom' },
  ],
}

test('the portal opens at updating the payment method, and at canceling an own subscription', async ({
  data,
}) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  const afterCompletion = { returnUrl: '/billing?done=1' }

  expectPortalUrl(await requestFlow(key, { type: 'payment_method_update', afterCompletion }))
  expectPortalUrl(await requestFlow(key, { type: 'subscription_cancel', subscription, afterCompletion }))
  expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }, { status: 200 }])
})

test('the portal opens at a plan change and its confirmation when it is configured for them', async ({
  data,
  startApp,
}) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription, item, price, product } = await data.subscription(account.customer)
  const configuration = await stripe().billingPortal.configurations.create({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'quantity'],
        products: [{ product, prices: [price] }],
      },
    },
  })
  const { address } = await startApp({ STRIPE_PORTAL_CONFIGURATION: configuration.id })
  expectPortalUrl(await requestFlow(key, { type: 'subscription_update', subscription }, address))
  const confirm = {
    type: 'subscription_update_confirm',
    subscription,
    items: [{ id: item, price, quantity: 3 }],
  }
  expectPortalUrl(await requestFlow(key, confirm, address))

  const otherItem = { ...confirm, items: [{ id: 'si_0', quantity: 3 }] }
  expectFailure(
    await requestFlow(key, otherItem, address),
    { status: 400, code: 'VALIDATION_FAILED', details: [expect.anything()] },
    address,
  )
})

for (const type of ['subscription_cancel', 'subscription_update', 'subscription_update_confirm']) {
  test(`${type} treats another customer's subscription as missing, and never opens the portal`, async ({
    data,
  }) => {
    const [own, another] = await Promise.all([data.account(), data.account()])
    const key = await data.key(own)
    const { id: subscription, item } = await data.subscription(another.customer)
    const items = type === 'subscription_update_confirm' ? { items: [{ id: item }] } : {}

    const foreign = await requestFlow(key, { type, subscription, ...items })
    const nonexistent = await requestFlow(key, { type, subscription: 'sub_doesnotexist', ...items })
    expectFailure(foreign, NOT_OWN)
    expect(foreign.text).toBe(nonexistent.text)
    for (const { customer } of [own, another]) expect(await portalCalls(customer)).toEqual([])
  })
}

test('a flow that the portal is not configured for is 400', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  expectFailure(await requestFlow(key, { type: 'subscription_update', subscription }), {
    status: 400,
    code: 'VALIDATION_FAILED',
    details: [{ path: 'flow', message: expect.any(String), code: 'custom' }],
  })
})

test('a subscription that is already ending cannot be canceled again', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  await stripe().subscriptions.update(subscription, { cancel_at_period_end: true })
  expectFailure(await requestFlow(key, { type: 'subscription_cancel', subscription }), {
    status: 400,
    code: 'VALIDATION_FAILED',
    details: [{ path: 'flow.subscription', message: expect.any(String), code: 'custom' }],
  })
})

test('a malformed flow is refused without calling Stripe', async ({ data }) => {
  const account = await data.account()
  const answer = await requestFlow(await data.key(account), {
    type: 'subscription_cancel',
    subscription: 'cus_1',
  })
  expectFailure(answer, { status: 400, code: 'VALIDATION_FAILED', details: [expect.anything()] })
  expect(await stripeCalls(account.customer)).toEqual([])
})
