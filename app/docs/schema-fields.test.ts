import { expect, test } from 'vitest'
import { z } from 'zod'
import { portalInput } from '@/lib/portal/input'
import { type Schema, schemaFields } from './schema-fields'

// Zod's type covers all of JSON Schema, including boolean schemas, which it does not generate here.
const inputFields = () => schemaFields(z.toJSONSchema(portalInput, { io: 'input' }) as Schema)

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

test('describes every flow type, and lists the languages', () => {
  const values = Object.fromEntries(inputFields().map((field) => [field.name, field.values]))
  expect(values['flow.type']).toEqual([
    { value: 'payment_method_update', description: 'Add a payment method and make it the default one.' },
    { value: 'subscription_cancel', description: 'Cancel a subscription.' },
    { value: 'subscription_update', description: 'Change to another plan or quantity.' },
    { value: 'subscription_update_confirm', description: 'Confirm one prepared change.' },
  ])
  expect(values.locale?.map(({ value }) => value)).toContain('pt-BR')
})

test.each([
  [{ type: 'string', minLength: 1, maxLength: 64 }, ['1 to 64 characters']],
  [{ type: 'string', maxLength: 2_048 }, ['At most 2,048 characters']],
  [{ type: 'integer', minimum: 1 }, ['At least 1']],
  [{ type: 'array', minItems: 1, maxItems: 1 }, ['Exactly 1 item']],
  [{ type: 'string', pattern: '^sub_' }, ['Matches `^sub_`']],
  [{ type: 'string' }, []],
])('states the limits of %o', (schema, limits) => {
  expect(schemaFields({ properties: { field: schema } })[0]?.limits).toEqual(limits)
})
