import { expect, test } from 'vitest'
import { completeClaims, toUser } from './oidc-provider'

test('stores a verified address in lower case', () => {
  const claims = { sub: 'abc', name: 'Ada', email: ' Ada@Example.com', email_verified: true }
  expect(toUser(claims)).toEqual({ id: 'abc', name: 'Ada', email: 'ada@example.com' })
})

test('accepts the string "true" as a verification', () => {
  expect(toUser({ sub: 'abc', email: 'ada@example.com', email_verified: 'true' }).email).toBe(
    'ada@example.com',
  )
})

test.each([
  ['false', { email_verified: false }],
  ['absent', {}],
  ['null', { email_verified: null }],
  ['the word "false"', { email_verified: 'false' }],
  ['a number', { email_verified: 1 }],
])('stores no address whose verification is %s', (_, verification) => {
  expect(toUser({ sub: 'abc', email: 'ada@example.com', ...verification }).email).toBeNull()
})

test.each([
  ['absent', {}],
  ['blank', { email: ' ' }],
  ['not ASCII, but becomes ASCII in lower case', { email: 'fran\u212a@example.com' }],
  ['followed by a no-break space', { email: 'ada@example.com\u00a0' }],
])('stores no address that is %s', (_, address) => {
  expect(toUser({ sub: 'abc', email_verified: true, ...address }).email).toBeNull()
})

const ADA = { sub: 'abc', email: 'ada@example.com' }

test('calls the userinfo endpoint when the ID token lacks `email_verified`', async () => {
  const userinfo = async () => ({ ...ADA, email_verified: true })
  expect(await completeClaims({ sub: 'abc', name: 'Ada' }, userinfo)).toEqual({
    ...ADA,
    name: 'Ada',
    email_verified: true,
  })
})

test.each([true, false])(
  'trusts an ID token with email_verified %s, without a userinfo request',
  async (email_verified) => {
    const userinfo = () => Promise.reject(new Error('The userinfo endpoint was called.'))
    expect(await completeClaims({ ...ADA, email_verified }, userinfo)).toEqual({ ...ADA, email_verified })
  },
)

test('uses the ID token alone without a userinfo endpoint', async () => {
  expect(await completeClaims(ADA, null)).toEqual(ADA)
})
