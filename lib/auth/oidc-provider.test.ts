import { expect, test } from 'vitest'
import { toUser } from './oidc-provider'

test('keeps a verified address in lower case', () => {
  const claims = { sub: 'abc', name: 'Ada', email: ' Ada@Example.com', email_verified: true }
  expect(toUser(claims)).toEqual({ id: 'abc', name: 'Ada', email: 'ada@example.com' })
})

test.each([
  ['false', { email_verified: false }],
  ['absent', {}],
  ['null', { email_verified: null }],
  ['the word "true"', { email_verified: 'true' }],
  ['a number', { email_verified: 1 }],
])('keeps no address whose verification is %s', (_, verification) => {
  expect(toUser({ sub: 'abc', email: 'ada@example.com', ...verification }).email).toBeNull()
})

test.each([
  ['absent', {}],
  ['blank', { email: ' ' }],
])('keeps no address that is %s', (_, address) => {
  expect(toUser({ sub: 'abc', email_verified: true, ...address }).email).toBeNull()
})
