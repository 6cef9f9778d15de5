import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { createApiKey, MAX_LIVE_KEYS } from '@/lib/api-keys/create-api-key'
import { keyName } from '@/lib/api-keys/key-name'
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key'
import { NO_REQUEST } from '@/lib/audit/event'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { checked } from './checked'
import { type Io, printResult } from './io'
import { noAccount, OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

const UNIT_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Ten years. A key that needs to live longer should not expire. */
const MAX_MS = 3_650 * UNIT_MS.d

const NO_DURATION = 'must be a duration such as 12h, 30d or 8w, at most ten years'

/** A duration in milliseconds, from whole hours, days or weeks. Months and years vary in length. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[hdw]$/, { error: NO_DURATION })
  .transform((text) => Number.parseInt(text, 10) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
  .refine((ms) => ms <= MAX_MS, { error: NO_DURATION })

/** Adds the commands about API keys. */
export function addKeyCommands(program: Command, io: Io): void {
  const key = program
    .command('key')
    .description('API keys')
    .hook('preAction', () => requireSetting('DATABASE_URL'))

  key
    .command('create')
    .description('Create an API key for an account. The key is shown only in this output.')
    .argument('<account-id>')
    .requiredOption('--name <name>', 'the name of the key', checked('--name', keyName))
    .option(
      '--expires-in <duration>',
      'such as 12h, 30d or 8w; by default the key does not expire',
      checked('--expires-in', duration),
    )
    .action(async (id, { name, expiresIn }) => {
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
          `The account already has ${MAX_LIVE_KEYS} active API keys: revoke one that is no longer used.`,
        )
      printResult(io, { id: created.id, key: created.key })
    })

  key
    .command('revoke')
    .description('Revoke an API key permanently, from the next request on.')
    .argument('<key-id>', 'the id of the key, not the key itself')
    .action(async (id) => {
      const { kind } = await revokeApiKey({ id, by: { kind: 'operator' }, from: NO_REQUEST })
      if (kind === 'not-found')
        throw new OperatorError(
          'There is no API key with that id: list the keys of an account with npm run --silent admin -- ' +
            'account show ID.',
        )
      printResult(io, { id, status: kind })
    })
}
