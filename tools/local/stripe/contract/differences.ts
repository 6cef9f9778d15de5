/**
 * Where an answer differs from what is expected of it, in words. Expected are values, regular expressions,
 * `String`, `Number` and `Boolean` for any such value, and objects and lists of these. Fields that they do
 * not name are not compared, and every element of a list has to be like the one that is expected.
 */
export function differences(expected: unknown, got: unknown, at = 'it'): string[] {
  const told = [`${at}: expected ${expected}, got ${got}`]
  if (expected instanceof RegExp) return expected.test(String(got)) ? [] : told
  if (typeof expected === 'function') return typeof got === expected.name.toLowerCase() ? [] : told
  if (typeof expected !== 'object' || expected === null) return expected === got ? [] : told
  if (typeof got !== 'object' || got === null) return told
  if (Array.isArray(expected)) {
    const [like] = expected
    return Array.isArray(got) ? got.flatMap((each, n) => differences(like, each, `${at}[${n}]`)) : told
  }
  const values = new Map(Object.entries(got))
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, values.get(name), at === 'it' ? name : `${at}.${name}`),
  )
}
