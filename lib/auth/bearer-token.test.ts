import { expect, test } from 'vitest'
import { findBearerToken } from './bearer-token'

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['BEARER   abc', 'abc'],
  ['Bearer a-._~+/Z9==', 'a-._~+/Z9=='],
])('finds the token in %j', (header, token) => {
  expect(findBearerToken(header)).toBe(token)
})

test.each([
  '',
  'Bearer',
  'Bearer ',
  'abc',
  'Basic abc',
  'Bearerabc',
  'Bearer\tabc',
  'Bearer abc def',
  'Bearer abc, Bearer def',
  'Bearer abc,def',
  'Bearer "abc"',
  'Bearer token=abc',
  'Bearer =abc',
  'Bearer abc\n',
  'Bearer ábc',
  ' Bearer abc',
])('finds none in %j', (header) => {
  expect(findBearerToken(header)).toBeNull()
})
