import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiKeyStart, hashApiKey, mintApiKey, parseApiKey } from './format'

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz']

test('parses a key generated elsewhere, so the format cannot drift unnoticed', () => {
  // The checksum was computed with Python: zlib.crc32(b'orbitkit_' + 32 * b'a'), then written in base62.
  const key = `orbitkit_${'a'.repeat(32)}0PTjlg`
  expect(parseApiKey(key)).toBe(key)
})

test('parses every generated key, and generates no key twice', () => {
  const keys = Array.from({ length: 2_000 }, mintApiKey)
  for (const key of keys) {
    expect(key).toMatch(/^orbitkit_[0-9A-Za-z]{38}$/)
    expect(parseApiKey(key)).toBe(key)
  }
  expect(new Set(keys).size).toBe(keys.length)
})

test('uses every character equally often', () => {
  const seen = new Map<string, number>()
  for (let i = 0; i < 5_000; i++)
    for (const character of mintApiKey().slice(9, 41)) seen.set(character, (seen.get(character) ?? 0) + 1)
  // 160,000 draws over 62 characters: about 2,581 each with a standard deviation of 50. A byte taken modulo
  // 62 would draw the first eight characters a quarter more often.
  for (const character of ALPHABET) {
    expect(seen.get(character)).toBeGreaterThan(2_581 - 400)
    expect(seen.get(character)).toBeLessThan(2_581 + 400)
  }
})

test('refuses a key with any one character changed, dropped, doubled or swapped with the next', () => {
  fc.assert(
    fc.property(
      fc.nat(46),
      fc.constantFrom(...ALPHABET, '_', '-', ' ', 'é', '\n'),
      (position, replacement) => {
        const key = mintApiKey()
        const before = key.slice(0, position)
        const at = key.charAt(position)
        const after = key.slice(position + 1)
        if (at !== replacement) expect(parseApiKey(before + replacement + after)).toBeNull()
        expect(parseApiKey(before + after)).toBeNull()
        expect(parseApiKey(before + at + at + after)).toBeNull()
        const next = after.charAt(0)
        if (next !== at && next !== '') expect(parseApiKey(before + next + at + after.slice(1))).toBeNull()
      },
    ),
    { numRuns: 2_000 },
  )
})

test('refuses noise, even in the right shape', () => {
  const rightShape = fc
    .array(fc.constantFrom(...ALPHABET), { minLength: 38, maxLength: 38 })
    .map((characters) => `orbitkit_${characters.join('')}`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), rightShape), (noise) => {
      expect(parseApiKey(noise)).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

test('refuses a key with extra characters around it', () => {
  const key = mintApiKey()
  for (const text of [` ${key}`, `${key} `, `${key}\n`, `\n${key}`, `"${key}"`, key + key, key.toUpperCase()])
    expect(parseApiKey(text)).toBeNull()
})

test('hashes the whole key with SHA-256 and shows only its first 13 characters', () => {
  const key = mintApiKey()
  expect(hashApiKey(key)).toBe(createHash('sha256').update(key, 'utf8').digest('hex'))
  expect(apiKeyStart(key)).toHaveLength(13)
  expect(key.startsWith(apiKeyStart(key))).toBe(true)
})
