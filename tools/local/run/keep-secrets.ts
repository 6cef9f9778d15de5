import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mintApiKey } from '@/lib/api-keys/format'

/**
 * What must be the same at the next start, so that sessions, links and the printed curl line still work.
 * `apiKey` is the demo account's.
 */
export type Secrets = Record<'nextAuthSecret' | 'apiKey' | 'stripeSecretKey' | 'stripeWebhookSecret', string>

/** Reads a directory's secrets, making those that are not there yet. Only their owner can read the file. */
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
