type Metadata = Record<string, string>

/**
 * Metadata after an update: given pairs are set, an empty value removes its name, null removes them all, undefined changes nothing.
 * https://docs.stripe.com/api/metadata
 */
export function mergedMetadata(current: Metadata, update: Metadata | null | undefined): Metadata {
  if (update === undefined) return current
  if (update === null) return {}
  return Object.fromEntries(Object.entries({ ...current, ...update }).filter(([, value]) => value !== ''))
}
