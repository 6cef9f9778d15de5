import type { Adapter, AdapterPayload } from 'oidc-provider'

type Entry = { payload: AdapterPayload; expiresAt: number }

/**
 * In-memory storage for oidc-provider. It ends with the process, so nothing is deleted when it expires. The
 * provider's built-in memory storage prints a warning.
 *
 * Sessions are not stored on purpose, so that a developer can sign out and sign in as another person.
 */
export function createMemoryAdapter(): (model: string) => Adapter {
  const entries = new Map<string, Entry>()

  const find = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key)
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined
  }

  return (model) => ({
    async upsert(id, payload, expiresInSeconds = Number.POSITIVE_INFINITY) {
      if (model === 'Session') return
      entries.set(`${model}:${id}`, { payload, expiresAt: Date.now() + expiresInSeconds * 1000 })
    },
    find: async (id) => find(`${model}:${id}`),
    async consume(id) {
      const payload = find(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => void entries.delete(`${model}:${id}`),
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key)
    },
    // Used only by the device flow and by remembered sessions, which this provider does not support.
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
  })
}
