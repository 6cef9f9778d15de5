import { expect, test } from 'vitest'
import { ERRORS } from '@/lib/errors'
import { failureMessage, findPostedFailure } from './failure-message'

test('says how many seconds to wait if the response does', () => {
  expect(
    failureMessage({
      code: 'RATE_LIMITED',
      message: 'Too many requests: try again in 7 s',
      retryAfterSeconds: 7,
    }),
  ).toBe('Too many requests. Try again in 7 seconds.')
  expect(failureMessage({ code: 'PAYMENT_ERROR', message: 'Busy', retryAfterSeconds: 1 })).toBe(
    'Busy. Try again in 1 second.',
  )
})

test('includes a reference only for server and payment failures', () => {
  const requestId = '2f1c9a3e-5a55-4f6e-9b0a-0f5f5b7f8f11'
  expect(failureMessage({ code: 'PAYMENT_ERROR', message: 'Busy', requestId })).toContain(requestId)
  expect(failureMessage({ code: 'FORBIDDEN', message: 'No', requestId })).not.toContain(requestId)
})

test('has a next step for every code of the endpoint, and for an unknown one', () => {
  const codes = Object.entries(ERRORS).filter(([, { portal }]) => portal)
  expect(codes.length).toBeGreaterThan(0)
  for (const [code, { message }] of [...codes, ['BRAND_NEW', { message: 'New' }] as const])
    expect(failureMessage({ code, message })).toMatch(/^[^.]+\. (?:[A-Z][^.]+\.\s?)+$/)
})

test('describes a failed form post and returns the account of its button', () => {
  expect(findPostedFailure({ error: 'PAYMENT_ERROR', account: 'acc_1' })).toEqual({
    message:
      'The payment provider could not be reached. Nothing was charged or changed. Try again in a moment.',
    accountId: 'acc_1',
  })
})

test('returns no account when the URL has none', () => {
  expect(findPostedFailure({ error: 'RATE_LIMITED', account: '' })?.accountId).toBeNull()
})

test.each([
  undefined,
  '',
  'unauthorized',
  'Your card was stolen, call +1 555 0100',
  'toString',
  ['FORBIDDEN', 'FORBIDDEN'],
])('shows nothing for %j, which is not a documented code', (error) => {
  expect(findPostedFailure({ error })).toBeNull()
})
