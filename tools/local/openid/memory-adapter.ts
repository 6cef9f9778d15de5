import type { Adapter, AdapterPayload } from 'oidc-provider'

type Entry = { payload: AdapterPayload; expiresAt: number }

/**
 * Storage for oidc-provider that ends with the process, and so is never swept. The provider's own memory
 * storage is for a quick start and says so on the console.
 *
 * Sessions are left out on purpose: the provider remembers nobody, so that signing out of the app and in
 * again asks who is there, and a developer can change from one person to another.
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
    // Asked for by the device flow and by remembered sessions alone, which this provider does not have.
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
  })
}
