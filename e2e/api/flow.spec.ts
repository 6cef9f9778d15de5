import { expect } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

type Key = { key: string }

const asking = (key: Key, flow: object, origin?: string) =>
  send({ headers: { ...bearer(key), ...AS_JSON }, body: JSON.stringify({ flow }), ...(origin && { origin }) })

const NOT_OWN = {
  status: 400,
  code: 'VALIDATION_FAILED',
  details: [
    { path: 'flow.subscription', message: 'must be a subscription of the billing account', code: 'custom' },
  ],
}

test('the portal opens at changing the payment method, and at cancelling the own subscription', async ({
  data,
}) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  const afterCompletion = { returnUrl: '/billing?done=1' }

  expectPortalUrl(await asking(key, { type: 'payment_method_update', afterCompletion }))
  expectPortalUrl(await asking(key, { type: 'subscription_cancel', subscription, afterCompletion }))
  expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }, { status: 200 }])
})

test('where the portal is set up for it, it opens at changing and at confirming a change', async ({
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
  expectPortalUrl(await asking(key, { type: 'subscription_update', subscription }, address))
  const confirm = {
    type: 'subscription_update_confirm',
    subscription,
    items: [{ id: item, price, quantity: 3 }],
  }
  expectPortalUrl(await asking(key, confirm, address))

  const otherItem = { ...confirm, items: [{ id: 'si_0', quantity: 3 }] }
  expectFailure(
    await asking(key, otherItem, address),
    { status: 400, code: 'VALIDATION_FAILED', details: [expect.anything()] },
    address,
  )
})

for (const type of ['subscription_cancel', 'subscription_update', 'subscription_update_confirm']) {
  test(`${type} of another customer's subscription looks like one that does not exist, and never opens`, async ({
    data,
  }) => {
    const [own, another] = await Promise.all([data.account(), data.account()])
    const key = await data.key(own)
    const { id: subscription, item } = await data.subscription(another.customer)
    const items = type === 'subscription_update_confirm' ? { items: [{ id: item }] } : {}

    const foreign = await asking(key, { type, subscription, ...items })
    const nonexistent = await asking(key, { type, subscription: 'sub_doesnotexist', ...items })
    expectFailure(foreign, NOT_OWN)
    expect(foreign.text).toBe(nonexistent.text)
    for (const { customer } of [own, another]) expect(await portalCalls(customer)).toEqual([])
  })
}

test('a flow that the portal is not set up for is the request that is wrong, not the service', async ({
  data,
}) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  expectFailure(await asking(key, { type: 'subscription_update', subscription }), {
    status: 400,
    code: 'VALIDATION_FAILED',
    details: [{ path: 'flow', message: expect.any(String), code: 'custom' }],
  })
})

test('a subscription that is ending already cannot be cancelled again', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const { id: subscription } = await data.subscription(account.customer)
  await stripe().subscriptions.update(subscription, { cancel_at_period_end: true })
  expectFailure(await asking(key, { type: 'subscription_cancel', subscription }), {
    status: 400,
    code: 'VALIDATION_FAILED',
    details: [{ path: 'flow.subscription', message: expect.any(String), code: 'custom' }],
  })
})

test('an ill-formed flow is refused before Stripe is asked about anything', async ({ data }) => {
  const account = await data.account()
  const answer = await asking(await data.key(account), { type: 'subscription_cancel', subscription: 'cus_1' })
  expectFailure(answer, { status: 400, code: 'VALIDATION_FAILED', details: [expect.anything()] })
  expect(await stripeCalls(account.customer)).toEqual([])
})
