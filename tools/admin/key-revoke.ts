import { z } from 'zod'
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key'
import { NO_REQUEST } from '@/lib/audit/event'
import { command } from './command'
import { OperatorError } from './operator-error'

export const keyRevoke = command({
  name: 'key revoke',
  synopsis: 'KEY_ID',
  summary: 'Revokes an API key for good, from the next request on. KEY_ID is its id, not the key itself.',
  input: z.object({ key_id: z.string() }),
  positionals: ['key_id'],
  async run({ key_id: id }) {
    const { kind } = await revokeApiKey({ id, by: { kind: 'operator' }, from: NO_REQUEST })
    if (kind === 'not-found')
      throw new OperatorError(
        'There is no API key with that id: npm run --silent admin -- account show ID lists the keys of an account.',
      )
    return { id, status: kind }
  },
})
