import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('SECURITY.md names tests that exist', () => {
  const text = readFileSync('SECURITY.md', 'utf8')
  const named = [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`(?:: "([^"]+)")?/g)]
  expect(named.length).toBeGreaterThan(20)
  for (const [, path = '', title = ''] of named)
    expect(readFileSync(path, 'utf8'), `${path}: ${title}`).toContain(title)
})
