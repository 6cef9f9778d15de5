import { describe, expect, test } from 'vitest'
import { portalParams } from './portal-params'

const defaults = {
  customer: 'cus_1',
  input: {},
  settings: { portalConfiguration: undefined, linkRecovery: false },
  defaultReturnUrl: 'https://billing.example.com/billing',
}

test('sends only the customer and return URL by default', () => {
  expect(portalParams(defaults)).toStrictEqual({
    customer: 'cus_1',
    return_url: 'https://billing.example.com/billing',
  })
})

test('sends the deployment’s portal configuration', () => {
  expect(
    portalParams({ ...defaults, settings: { portalConfiguration: 'bpc_1', linkRecovery: false } }),
  ).toStrictEqual({
    customer: 'cus_1',
    return_url: 'https://billing.example.com/billing',
    configuration: 'bpc_1',
  })
})

test("sends the caller's return URL and language", () => {
  const input = { returnUrl: 'https://billing.example.com/done', locale: 'de' as const }
  expect(portalParams({ ...defaults, input })).toStrictEqual({
    customer: 'cus_1',
    return_url: 'https://billing.example.com/done',
    locale: 'de',
  })
})

test('does not send the caller’s choice of account to Stripe', () => {
  expect(portalParams({ ...defaults, input: { billingAccountId: 'account' } })).toStrictEqual(
    portalParams(defaults),
  )
})

test('an expired link leads to Stripe’s sign-in only if enabled', () => {
  expect(portalParams(defaults)).not.toHaveProperty('after_expiration')
  const settings = { portalConfiguration: undefined, linkRecovery: true }
  expect(portalParams({ ...defaults, settings })).toMatchObject({
    after_expiration: { type: 'customer_login' },
  })
})

describe('opens the portal at one task', () => {
  const afterCompletion = { returnUrl: 'https://billing.example.com/done' }
  const after_completion = { type: 'redirect', redirect: { return_url: 'https://billing.example.com/done' } }
  const subscription = 'sub_1'

  test.each([
    [{ type: 'payment_method_update' }, { type: 'payment_method_update' }],
    [
      { type: 'payment_method_update', afterCompletion },
      { type: 'payment_method_update', after_completion },
    ],
    [
      { type: 'subscription_cancel', subscription },
      { type: 'subscription_cancel', subscription_cancel: { subscription } },
    ],
    [
      { type: 'subscription_cancel', subscription, afterCompletion },
      { type: 'subscription_cancel', subscription_cancel: { subscription }, after_completion },
    ],
    [
      { type: 'subscription_update', subscription, afterCompletion },
      { type: 'subscription_update', subscription_update: { subscription }, after_completion },
    ],
    [
      { type: 'subscription_update_confirm', subscription, items: [{ id: 'si_1' }] },
      {
        type: 'subscription_update_confirm',
        subscription_update_confirm: { subscription, items: [{ id: 'si_1' }] },
      },
    ],
    [
      // Zero is a quantity, not an absent value.
      {
        type: 'subscription_update_confirm',
        subscription,
        items: [{ id: 'si_1', price: 'price_1', quantity: 0 }],
      },
      {
        type: 'subscription_update_confirm',
        subscription_update_confirm: { subscription, items: [{ id: 'si_1', price: 'price_1', quantity: 0 }] },
      },
    ],
  ] as const)('%j', (flow, flow_data) => {
    const parsed = structuredClone(flow) as NonNullable<Parameters<typeof portalParams>[0]['input']['flow']>
    expect(portalParams({ ...defaults, input: { flow: parsed } })).toStrictEqual({
      customer: 'cus_1',
      return_url: 'https://billing.example.com/billing',
      flow_data,
    })
  })
})
