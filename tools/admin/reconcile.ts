import type { Command } from '@commander-js/extra-typings'
import { z } from 'zod'
import { checked } from './checked'
import type { Io } from './io'
import { runReconcile } from './reconcile/run-reconcile'
import { requireSetting } from './require-setting'

/** Adds the command that brings customers and accounts in line where webhooks were lost. */
export function addReconcileCommand(program: Command, io: Io): void {
  program
    .command('reconcile')
    .description(
      'Compare all Stripe customers with the accounts: attach what metadata calls for, detach deleted ' +
        'customers, mark unknown ones, and list what only a person can decide. Killed, it goes on where it ' +
        'was. After a dry run, it carries out that plan, for a day.',
    )
    .option('--dry-run', 'change nothing, and print what would be changed')
    .option(
      '--file <path>',
      'where it keeps the plan and every finding (default: reconcile.jsonl)',
      checked('--file', z.string().min(1)),
    )
    .hook('preAction', () => {
      requireSetting('DATABASE_URL')
      requireSetting('STRIPE_SECRET_KEY')
    })
    .action(({ dryRun = false, file: path = 'reconcile.jsonl' }) => runReconcile({ path, isDry: dryRun }, io))
}
