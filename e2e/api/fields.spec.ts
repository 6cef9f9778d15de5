import { expect } from 'playwright/test'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure } from './expectations'

/** Well-formed JSON that is not valid input, and the paths in `details`. */
const REFUSED_FIELDS: Record<string, { body: unknown; paths: string[] }> = {
  'an array': { body: [], paths: [''] },
  null: { body: null, paths: [''] },
  text: { body: 'locale', paths: [''] },
  'a number': { body: 1, paths: [''] },
  'an unknown field': { body: { customer: 'cus_secret' }, paths: ['customer'] },
  'an unknown field with an odd name': { body: { '<script>': 1 }, paths: ['(unknown)'] },
  'constructor as a field': { body: { constructor: { prototype: {} } }, paths: ['constructor'] },
  'several mistakes': { body: { locale: 'tlh', returnUrl: 7, x: 1 }, paths: ['returnUrl', 'locale', 'x'] },
  'a null field': { body: { locale: null }, paths: ['locale'] },
  'an unknown language': { body: { locale: 'tlh' }, paths: ['locale'] },
  'an empty account': { body: { billingAccountId: '' }, paths: ['billingAccountId'] },
  'an account of 65 characters': { body: { billingAccountId: 'a'.repeat(65) }, paths: ['billingAccountId'] },
  'an unknown flow': { body: { flow: { type: 'subscription_pause' } }, paths: ['flow.type'] },
  'a flow without its subscription': {
    body: { flow: { type: 'subscription_cancel' } },
    paths: ['flow.subscription'],
  },
  'an unexpected subscription': {
    body: { flow: { type: 'payment_method_update', subscription: 'sub_1' } },
    paths: ['flow.subscription'],
  },
  'a subscription that is not an ID': {
    body: { flow: { type: 'subscription_cancel', subscription: 'sub_1/../../customers' } },
    paths: ['flow.subscription'],
  },
  'two items': {
    body: {
      flow: {
        type: 'subscription_update_confirm',
        subscription: 'sub_1',
        items: [{ id: 'si_1' }, { id: 'si_2' }],
      },
    },
    paths: ['flow.items'],
  },
  'a negative quantity': {
    body: {
      flow: {
        type: 'subscription_update_confirm',
        subscription: 'sub_1',
        items: [{ id: 'si_1', quantity: -1 }],
      },
    },
    paths: ['flow.items.0.quantity'],
  },
  'a foreign return URL after completion': {
    body: { flow: { type: 'payment_method_update', afterCompletion: { returnUrl: '//evil.example' } } },
    paths: ['flow.afterCompletion.returnUrl'],
  },
}

for (const [name, { body, paths }] of Object.entries(REFUSED_FIELDS)) {
  test(`${name} is 400 with the path in details, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const headers = { ...bearer(await data.key(account)), ...AS_JSON }
    const answer = await send({ headers, body: JSON.stringify(body) })
    const details = paths.map((path) => ({ path, message: expect.any(String), code: expect.any(String) }))
    expectFailure(answer, { status: 400, code: 'VALIDATION_FAILED', details })
    expect(answer.text).not.toMatch(/cus_secret|tlh|<script|evil/)
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}
