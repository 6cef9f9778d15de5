import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './parse-json'

test('agrees with JSON.parse on every ordinary value', () => {
  const plain = fc.jsonValue({ maxDepth: 3, noUnicodeString: true }).map((value) => JSON.stringify(value))
  fc.assert(
    fc.property(plain, (text) => {
      fc.pre(!text.includes('__proto__'))
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['', 'valid JSON'],
  ['{', 'valid JSON'],
  ['{"a":1}x', 'valid JSON'],
  ["{'a':1}", 'valid JSON'],
  ['{"a":1,"a":2}', 'twice'],
  ['{"a":1,"\\u0061":2}', 'twice'],
  ['{"x":{"b":1,"b":1}}', 'twice'],
  ['{"__proto__":{"admin":true}}', 'unknown field'],
  ['{"\\u005f_proto__":1}', 'unknown field'],
  ['{"a":"\\u0000"}', 'well-formed'],
  ['{"a":"\\ud800"}', 'well-formed'],
  ['{"\\udfff":1}', 'well-formed'],
  ['['.repeat(8_000) + ']'.repeat(8_000), 'nested'],
])('refuses %.40s', (text, words) => {
  expect(() => parseJson(text)).toThrow(words)
})

test('the same name in two objects is not a duplicate', () => {
  expect(parseJson('{"a":{"c":1},"b":{"c":2},"d":["a","a"]}')).toEqual({
    a: { c: 1 },
    b: { c: 2 },
    d: ['a', 'a'],
  })
})
