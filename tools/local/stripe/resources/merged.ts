type Fields = Record<string, unknown>

const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An object after an update: undefined values are kept, objects are merged, and everything else is replaced.
 * In metadata, an empty value removes its name.
 * https://docs.stripe.com/api/metadata
 */
export function merged<T>(current: T, update: object): T {
  const result: Fields = { ...(current as object) }
  for (const [name, value] of Object.entries(update)) {
    const before = result[name]
    if (value === undefined) continue
    if (name === 'metadata') result[name] = withoutEmpty({ ...(before as object), ...value })
    else result[name] = isGroup(before) && isGroup(value) ? merged(before, value) : value
  }
  return result as T
}

const withoutEmpty = (pairs: object) =>
  Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== ''))
