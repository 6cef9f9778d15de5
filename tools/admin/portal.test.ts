import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectFault } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from './start-test-operator'

let operator: TestOperator

beforeAll(async () => {
  operator = await startTestOperator()
})

afterAll(() => operator.stop())

const configurations = async () =>
  (await operator.stripe.client.billingPortal.configurations.list({ is_default: false })).data

test('makes one configuration with what the reference promises, and finds it again', async () => {
  const first = await operator.run('portal', 'setup')
  expect(first.answer).toEqual({ id: expect.stringMatching(/^bpc_/), status: 'created' })
  expect(first.said).toContain(`STRIPE_PORTAL_CONFIGURATION=${first.answer.id} `)

  const second = await operator.run('portal', 'setup')
  expect(second.answer).toEqual({ id: first.answer.id, status: 'updated' })

  expect(await configurations()).toMatchObject([
    {
      id: first.answer.id,
      active: true,
      default_return_url: expect.stringMatching(/^http:\/\/localhost:\d+\/billing$/),
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: false },
        customer_update: { enabled: false },
      },
    },
  ])
})

test('changes what is given, leaves the rest, and repairs what was switched off', async () => {
  const options = ['--headline', 'Northwind', '--privacy-policy-url', 'https://example.com/privacy']
  const { id } = (await operator.run('portal', 'setup', ...options, '--cancel', 'on')).answer
  const { billingPortal } = operator.stripe.client
  await billingPortal.configurations.update(id, { features: { invoice_history: { enabled: false } } })

  await operator.run('portal', 'setup', '--customer-update', 'on')
  expect(await billingPortal.configurations.retrieve(id)).toMatchObject({
    business_profile: { headline: 'Northwind', privacy_policy_url: 'https://example.com/privacy' },
    features: {
      invoice_history: { enabled: true },
      subscription_cancel: { enabled: true },
      customer_update: { enabled: true, allowed_updates: expect.arrayContaining(['email', 'address']) },
    },
  })

  await operator.run('portal', 'setup', '--cancel', 'off', '--customer-update', 'off')
  expect(await billingPortal.configurations.retrieve(id)).toMatchObject({
    features: { subscription_cancel: { enabled: false }, customer_update: { enabled: false } },
  })
  expect(await configurations()).toHaveLength(1)
})

test('leaves configurations alone that somebody else made', async () => {
  const { billingPortal } = operator.stripe.client
  const foreign = await billingPortal.configurations.create({
    features: { invoice_history: { enabled: false } },
  })
  await operator.run('portal', 'setup', '--headline', 'Ours')
  expect(await billingPortal.configurations.retrieve(foreign.id)).toEqual(foreign)
})

test('says in one sentence what Stripe refuses, and changes nothing', async () => {
  const before = await configurations()
  await injectFault(operator.stripe.url, { kind: 'missing-permission', path: '/v1/billing_portal/' })
  expect(await operator.run('portal', 'setup', '--headline', 'Nobody’s')).toEqual({
    code: 1,
    answer: '',
    said: expect.stringMatching(
      /^The Stripe key may not do this: give .*write access to Customer portal\.\n$/,
    ),
  })
  expect(await configurations()).toEqual(before)
})
