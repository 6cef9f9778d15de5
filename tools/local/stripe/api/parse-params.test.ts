import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm } from './form'
import { boolean, email, emptyable, integer, list, metadata, oneOf, text, unmodelled, url } from './params'
import { parseParams } from './parse-params'

const schema = z.strictObject({
  customer: text(),
  email: email().optional(),
  count: integer(1, 9).optional(),
  flag: boolean().optional(),
  return_url: url().optional(),
  name: emptyable(text()).optional(),
  flow: z.strictObject({ type: oneOf('update', 'cancel') }).optional(),
  items: list(z.strictObject({ price: text() })).optional(),
  metadata: metadata(),
  balance: unmodelled(),
})

test.each([
  ['', 'customer', 'parameter_missing', 'Missing required param: customer.'],
  ['customer=', 'customer', 'parameter_invalid_empty', "You passed an empty string for 'customer'."],
  [
    'customer=c&colour=red&size=1',
    'colour',
    'parameter_unknown',
    'Received unknown parameters: colour, size',
  ],
  ['customer=&flow[typ]=update', 'flow[typ]', 'parameter_unknown', 'Received unknown parameter: flow[typ]'],
  [
    'customer=c&flow[type]=x',
    'flow[type]',
    undefined,
    'Invalid flow[type]: must be one of update, or cancel',
  ],
  ['customer=c&flow=x', 'flow', undefined, 'Invalid object'],
  ['customer=c&count=1.5', 'count', 'parameter_invalid_integer', 'Invalid integer: 1.5'],
  [
    'customer=c&count=10',
    'count',
    'parameter_invalid_integer',
    'This value must be less than or equal to 9.',
  ],
  ['customer=c&flag=1', 'flag', 'parameter_invalid_boolean', 'Invalid boolean: 1'],
  ['customer=c&email=nobody', 'email', 'email_invalid', 'Invalid email address: nobody'],
  ['customer=c&return_url=example.com', 'return_url', 'url_invalid', 'An explicit scheme'],
  ['customer=c&return_url=javascript:alert(1)', 'return_url', 'url_invalid', 'Not a valid URL'],
  ['customer=c&items[0][price]=', 'items[0][price]', 'parameter_invalid_empty', 'items[0][price]'],
  ['customer=c&items=x', 'items', undefined, 'Invalid array'],
  ['customer=c&balance=1', 'balance', undefined, "The local Stripe does not model 'balance'."],
])('refuses "%s", naming %s', (form, param, code, message) => {
  let error: unknown
  try {
    parseParams(schema, parseForm(form))
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ status: 400, code, param, message: expect.stringContaining(message) })
})

test('reads what Stripe reads', () => {
  const form = parseForm(
    'customer=c&items[1][price]=b&items[0][price]=a&name=&metadata[0]=x&metadata[k]=y&count=3&flag=true',
  )
  expect(parseParams(schema, form)).toEqual({
    customer: 'c',
    items: [{ price: 'a' }, { price: 'b' }],
    name: null,
    metadata: { 0: 'x', k: 'y' },
    count: 3,
    flag: true,
  })
})
