import { expect, test } from 'vitest'
import { readBearer } from './bearer'

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['BEARER   abc', 'abc'],
  ['Bearer a-._~+/Z9==', 'a-._~+/Z9=='],
])('finds the token in %j', (header, token) => {
  expect(readBearer(header)).toEqual({ kind: 'token', token })
})

test.each([
  'Bearer',
  'Bearer ',
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
  'Basic YTpi, Bearer abc',
  'Basic YTpi,bearer',
])('treats %j as a malformed Bearer credential', (header) => {
  expect(readBearer(header)).toEqual({ kind: 'malformed' })
})

test.each([null, '', 'abc', 'Basic YTpi', 'Bearerabc', 'Digest username="bearer"', 'Negotiate YII='])(
  'finds no Bearer credential in %j',
  (header) => {
    expect(readBearer(header)).toEqual({ kind: 'absent' })
  },
)
