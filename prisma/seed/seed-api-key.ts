import { apiKeyStart, hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { PORTAL_SCOPE } from '@/lib/portal/access'

/**
 * Makes a key whose text is known beforehand a good one, whatever became of it since. As always only its hash
 * is stored.
 *
 * @throws {Error} when the text is no API key
 */
export async function seedApiKey(billingAccountId: string, text: string): Promise<void> {
  const key = parseApiKey(text)
  if (!key)
    throw new Error('ORBITKIT_API_KEY is not an API key: unset it, or take one that key create printed.')
  const good = { billingAccountId, scopes: [PORTAL_SCOPE], expiresAt: null, revokedAt: null }
  await db().apiKey.upsert({
    where: { hash: hashApiKey(key) },
    create: { ...good, name: 'Demo key', hash: hashApiKey(key), start: apiKeyStart(key) },
    update: good,
  })
}
