/** The most keys in memory at a time. A key with its ids takes about 200 bytes. */
const MAX_KEYS = 25_000

/**
 * Groups rows by a key, with as little memory for a million rows as for a few: the rows are read once for
 * each part of the keys. Groups come in the same order for the same rows.
 *
 * @param rows reads the rows, from the start each time
 * @param total how many there are
 * @param keyOf null leaves a row out
 */
export async function* groupRows<Row extends { id: string }>(
  rows: () => AsyncIterable<Row>,
  total: number,
  keyOf: (row: Row) => string | null,
  maxKeys = MAX_KEYS,
): AsyncGenerator<{ key: string; ids: [string, ...string[]] }> {
  const parts = Math.ceil(total / maxKeys)
  for (let part = 0; part < parts; part++) {
    const groups = new Map<string, [string, ...string[]]>()
    for await (const row of rows()) {
      const key = keyOf(row)
      if (key === null || hash(key) % parts !== part) continue
      const ids = groups.get(key)
      if (ids) ids.push(row.id)
      else groups.set(key, [row.id])
    }
    for (const [key, ids] of groups) yield { key, ids }
  }
}

/** FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
