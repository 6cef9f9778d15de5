import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mintApiKey } from '@/lib/api-keys/format'

/** What must be the same at the next start, so that sessions, links and the printed curl line still work. */
export type Secrets = {
  nextAuthSecret: string
  /** The demo account's API key. */
  apiKey: string
  stripeSecretKey: string
  stripeWebhookSecret: string
}

/** Reads a directory's secrets, making those that are not there yet. Only their owner can read the file. */
export function keepSecrets(directory: string): Secrets {
  const path = join(directory, 'secrets.json')
  const secrets: Secrets = {
    nextAuthSecret: randomBytes(32).toString('base64'),
    apiKey: mintApiKey(),
    stripeSecretKey: `sk_test_local_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    ...read(path),
  }
  writeFileSync(`${path}.draft`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${path}.draft`, path)
  return secrets
}

function read(path: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>
  } catch {
    return {}
  }
}
