import { expect, test } from 'vitest'
import { groupRows } from './group-rows'

const ROWS = Array.from({ length: 100 }, (_, n) => ({
  id: `id${n}`,
  key: n % 3 === 0 ? null : `key${n % 20}`,
}))

async function groups(maxKeys: number) {
  let reads = 0
  async function* rows() {
    reads++
    yield* ROWS
  }
  const found: [string, string[]][] = []
  for await (const { key, ids } of groupRows(rows, ROWS.length, (row) => row.key, maxKeys))
    found.push([key, ids])
  return { found, reads }
}

test('finds the same groups in one read and in many, each once and in order', async () => {
  const [one, many] = [await groups(1_000), await groups(10)]
  expect([one.reads, many.reads]).toEqual([1, 10])
  expect(Object.fromEntries(many.found)).toEqual(Object.fromEntries(one.found))
  expect(many.found).toHaveLength(one.found.length)
  expect(one.found[0]).toEqual(['key1', ['id1', 'id41', 'id61']])
})
