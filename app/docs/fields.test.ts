import { expect, test } from 'vitest'
import { inputFields } from './fields'

test('lists every field that the route accepts, with nested paths', () => {
  expect(inputFields().map(({ name }) => name)).toEqual([
    'returnUrl',
    'locale',
    'flow',
    'flow.type',
    'flow.afterCompletion',
    'flow.afterCompletion.returnUrl',
    'flow.subscription',
    'flow.items',
    'flow.items[].id',
    'flow.items[].price',
    'flow.items[].quantity',
    'billingAccountId',
  ])
})

test('names the flow types that a field belongs to', () => {
  const onlyFor = Object.fromEntries(inputFields().map((field) => [field.name, field.onlyFor]))
  expect(onlyFor['flow.type']).toEqual([])
  expect(onlyFor['flow.items']).toEqual(['subscription_update_confirm'])
  expect(onlyFor['flow.subscription']).toEqual([
    'subscription_cancel',
    'subscription_update',
    'subscription_update_confirm',
  ])
})

test('lists the flow types and the languages as values', () => {
  const values = Object.fromEntries(inputFields().map((field) => [field.name, field.values]))
  expect(values['flow.type']).toEqual([
    'payment_method_update',
    'subscription_cancel',
    'subscription_update',
    'subscription_update_confirm',
  ])
  expect(values.locale).toContain('pt-BR')
})
