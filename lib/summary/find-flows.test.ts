import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { findFlows } from './find-flows'
import { at, item, subscription } from './test-objects'

const portal = (enabled: boolean) =>
  ({
    features: {
      payment_method_update: { enabled },
      subscription_cancel: { enabled },
      subscription_update: { enabled },
    },
  }) as Stripe.BillingPortal.Configuration

test('offers what the portal allows, and nothing if its configuration is unknown', () => {
  const all = { updateCard: true, changePlan: 'sub_1', cancel: 'sub_1' }
  const none = { updateCard: false, changePlan: null, cancel: null }
  expect(findFlows(portal(true), [subscription()])).toEqual(all)
  expect(findFlows(portal(false), [subscription()])).toEqual(none)
  expect(findFlows(null, [subscription()])).toEqual(none)
})

test.each([
  ['that ends', [subscription({ cancel_at_period_end: true })], { changePlan: null, cancel: null }],
  [
    'that its schedule ends',
    [
      subscription({
        schedule: { status: 'active', end_behavior: 'cancel', phases: [{ end_date: at('2027-01-01') }] },
      }),
    ],
    { changePlan: null, cancel: null },
  ],
  [
    'that lacks its first payment',
    [subscription({ status: 'incomplete' })],
    { changePlan: null, cancel: null },
  ],
  ['that is past due', [subscription({ status: 'past_due' })], { changePlan: null, cancel: 'sub_1' }],
  [
    'of two products',
    [subscription({ items: { data: [item(), item()] } })],
    { changePlan: null, cancel: 'sub_1' },
  ],
  [
    'next to another one',
    [subscription(), subscription({ id: 'sub_2' })],
    { changePlan: null, cancel: null },
  ],
])('offers for a subscription %s what is possible', (_, subscriptions, flows) => {
  expect(findFlows(portal(true), subscriptions)).toEqual({ updateCard: true, ...flows })
})
