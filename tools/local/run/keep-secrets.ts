import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mintApiKey } from '@/lib/api-keys/format'

/**
 * Secrets that stay the same between starts, so that sessions, links and the printed curl command keep
 * working. `apiKey` belongs to the demo account.
 */
export type Secrets = Record<'nextAuthSecret' | 'apiKey' | 'stripeSecretKey' | 'stripeWebhookSecret', string>

/** Reads a directory's secrets and creates the missing ones. Only the owner can read the file. */
export function keepSecrets(directory: string): Secrets {
  const path = join(directory, 'secrets.json')
  const random = () => randomBytes(24).toString('hex')
  const secrets: Secrets = {
    nextAuthSecret: randomBytes(32).toString('base64'),
    apiKey: mintApiKey(),
    stripeSecretKey: `sk_test_local_${random()}`,
    stripeWebhookSecret: `whsec_${random()}`,
    ...(existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>)),
  }
  writeFileSync(`${path}.draft`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${path}.draft`, path)
  return secrets
}
