import { expect, test } from 'vitest'
import { keyName } from './key-name'

test('accepts a name in any script, trims it, and counts characters like PostgreSQL', () => {
  expect(keyName.parse('  شركة \n')).toBe('شركة')
  expect(keyName.parse('😀'.repeat(100))).toBe('😀'.repeat(100))
})

test.each(['', ' \t', 'a\0b', 'a\nb', 'a\u001b[31m', 'a\ud800', '😀'.repeat(101)])('refuses %j', (name) => {
  expect(keyName.safeParse(name).success).toBe(false)
})
