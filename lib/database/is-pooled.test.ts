import { expect, test } from 'vitest'
import { databaseConnection } from './database-connection'
import { isPooled, showsPooler } from './is-pooled'

/** Answers that PgBouncer 1.18 gave, and PostgreSQL without it. */
test.each<[string, [number, number][], boolean]>([
  [
    'PostgreSQL itself',
    [
      [0, 24112],
      [1, 24114],
      [1, 24114],
      [0, 24112],
    ],
    false,
  ],
  [
    'PgBouncer in session mode',
    [
      [0, 24120],
      [1, 24122],
      [1, 24122],
      [0, 24120],
    ],
    false,
  ],
  [
    'PgBouncer in transaction mode',
    [
      [0, 24118],
      [1, 24118],
      [1, 24118],
      [0, 24118],
    ],
    true,
  ],
  [
    'PgBouncer with server_round_robin',
    [
      [0, 24119],
      [1, 24125],
      [1, 24119],
      [0, 24125],
    ],
    true,
  ],
])('recognises %s by its server processes', (_, answers, pooled) => {
  expect(showsPooler(answers)).toBe(pooled)
})

test('takes a direct connection for one', async () => {
  expect(await isPooled(databaseConnection(process.env.DATABASE_URL ?? '').connection)).toBe(false)
})
