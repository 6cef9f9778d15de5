import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { findAccountDetails } from '@/lib/accounts/search-accounts'
import { exportActivity } from '@/lib/audit/list-activity'
import { KEPT_DAYS } from '@/lib/audit/recording'
import { checked } from './checked'
import type { Io } from './io'
import { noAccount } from './operator-error'
import { requireSetting } from './require-setting'

const DAY_MS = 86_400_000

const NO_SINCE = 'must be a day such as 2026-11-25 (in UTC), or a number of days such as 30d'

/** A point in time: the start of a day in UTC, or a number of days ago. */
const since = z
  .union([z.iso.date(), z.string().regex(/^[1-9]\d{0,3}d$/)], { error: NO_SINCE })
  .transform((text) =>
    text.endsWith('d') ? new Date(Date.now() - Number.parseInt(text, 10) * DAY_MS) : new Date(text),
  )

/** Adds the command that prints an account's activity. */
export function addAuditCommand(program: Command, io: Io): void {
  program
    .command('audit')
    .description(
      `Print who did what to an account, newest first. Events are kept for ${KEPT_DAYS} days; API calls ` +
        `are in the logs instead.`,
    )
    .argument('<account-id>')
    .option(
      '--since <time>',
      'a day such as 2026-11-25, or 30d (default: all events)',
      checked('--since', since),
    )
    .hook('preAction', () => requireSetting('DATABASE_URL'))
    .action(async (id, { since = null }) => {
      if (!(await findAccountDetails(id))) throw noAccount(id)
      // Streamed, because the list may be long.
      let separator = '['
      for await (const { accountId: _, ...event } of exportActivity(id, since)) {
        io.out(separator + JSON.stringify(event))
        separator = ','
      }
      io.out(separator === '[' ? '[]\n' : ']\n')
    })
}
