import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { TestBrowser } from '@/tools/test/stripe-browser'
import { makeTestPortal, type TestPortal } from '@/tools/test/stripe-portal'

let local: TestStripe
let portal: TestPortal
let browser: TestBrowser
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())
beforeEach(async () => {
  portal = await makeTestPortal(local)
  browser = new TestBrowser()
})

const cancelFlow = (rest: object = {}) => ({
  type: 'subscription_cancel',
  subscription_cancel: { subscription: portal.subscription.id },
  ...rest,
})
const item = () => portal.subscription.items.data[0]?.id

test.each<[string, () => object, string]>([
  ['payment_method_update', () => ({ type: 'payment_method_update' }), 'Add payment method'],
  ['subscription_cancel', () => cancelFlow(), 'Cancel your plan'],
  [
    'subscription_update',
    () => ({ type: 'subscription_update', subscription_update: { subscription: portal.subscription.id } }),
    'Update your plan',
  ],
  [
    'subscription_update_confirm',
    () => ({
      type: 'subscription_update_confirm',
      subscription_update_confirm: {
        subscription: portal.subscription.id,
        items: [{ id: item(), price: portal.yearly }],
      },
    }),
    'Confirm your plan',
  ],
])('%s starts at its page, with a link back to the business', async (_type, flow, heading) => {
  const page = await browser.open(await portal.session({ flow_data: flow() }))
  expect(page.html).toContain(`<h1>${heading}</h1>`)
  expect(page.html).toContain('<a class="button quiet" href="https://shop.example/billing">Go back</a>')
})

test('redirects to the home page after a flow by default', async () => {
  const url = await portal.session({ flow_data: { type: 'payment_method_update' } })
  await browser.open(url)
  const card = { number: '4242424242424242', expiry: '12/40', cvc: '123', name: 'Ada' }
  expect((await browser.post(`${url}/payment-methods`, card)).html).toContain('<h1>Billing</h1>')
  expect((await browser.open(url)).html).toContain('<h1>Billing</h1>')
})

test('redirects to the business after a flow that says so', async () => {
  const redirect = { return_url: 'https://shop.example/done?x=1' }
  const url = await portal.session({
    flow_data: cancelFlow({ after_completion: { type: 'redirect', redirect } }),
  })
  const page = await browser.open(url)
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://shop.example")
  const after = await browser.post(`${url}/subscriptions/${portal.subscription.id}/cancel`)
  expect(after).toMatchObject({ status: 303, url: 'https://shop.example/done?x=1' })
  const { cancel_at_period_end } = await local.client.subscriptions.retrieve(portal.subscription.id)
  expect(cancel_at_period_end).toBe(true)
})
