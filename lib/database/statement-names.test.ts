import { expect, test } from 'vitest'
import { createStatementNames } from './statement-names'

test('the same text has one name, another text another, within PostgreSQL’s 63 bytes', () => {
  const nameOf = createStatementNames()
  const name = nameOf({ sql: 'SELECT 1' })
  expect(name).toMatch(/^[\w-]{20,63}$/)
  expect(nameOf({ sql: 'SELECT 1' })).toBe(name)
  expect(nameOf({ sql: 'SELECT 2' })).not.toBe(name)
})

test('only a limited number of statements gets a name', () => {
  const nameOf = createStatementNames()
  const names = Array.from({ length: 1_000 }, (_, n) => nameOf({ sql: `SELECT ${n}` }))
  expect(names.filter(Boolean)).toHaveLength(300)
  expect(nameOf({ sql: 'SELECT 0' })).toBe(names[0])
})
