import { z } from 'zod'
import { createApiKey, MOST_LIVE_KEYS } from '@/lib/api-keys/create-api-key'
import { keyName } from '@/lib/api-keys/key-name'
import { NO_REQUEST } from '@/lib/audit/event'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { command } from './command'
import { duration } from './duration'
import { OperatorError } from './operator-error'
import { noAccount } from './refusals'

export const keyCreate = command({
  name: 'key create',
  synopsis: 'ID --name NAME [--expires-in 30d]',
  summary: 'Makes an API key for a billing account. This is the only time the key is seen.',
  input: z.object({ id: z.string(), name: keyName, 'expires-in': duration.optional() }),
  positionals: ['id'],
  async run({ id, name, 'expires-in': expiresIn }) {
    const created = await createApiKey({
      accountId: id,
      name,
      scopes: [PORTAL_SCOPE],
      lifetimeSeconds: expiresIn === undefined ? null : expiresIn / 1000,
      by: { kind: 'operator' },
      from: NO_REQUEST,
    })
    if (created.kind === 'no-account') throw noAccount(id)
    if (created.kind === 'limit-reached')
      throw new OperatorError(
        `The account has ${MOST_LIVE_KEYS} live API keys: revoke one that is no longer used.`,
      )
    return { id: created.id, key: created.key }
  },
})
