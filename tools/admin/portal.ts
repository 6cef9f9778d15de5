import type { Command } from '@commander-js/extra-typings'
import { oneLineText } from '@/lib/one-line-text'
import { openSupportPortal } from '@/lib/portal/open-support-portal'
import { checked } from './checked'
import { type Io, printResult } from './io'
import { noAccount, OperatorError } from './operator-error'
import { addPortalSetup } from './portal-setup'
import { requireOrigin } from './require-origin'
import { requireSetting } from './require-setting'

/** The longest reason, which the owners read on a page. */
const MAX_REASON_LENGTH = 200

const reason = oneLineText(MAX_REASON_LENGTH)

/** Adds the commands about the Stripe portal. */
export function addPortalCommands(program: Command, io: Io): void {
  const portal = program
    .command('portal')
    .description('The Stripe portal: its configuration, and sessions for support')
    .hook('preAction', () => requireSetting('STRIPE_SECRET_KEY'))

  addPortalSetup(portal, io)

  portal
    .command('open')
    .description(
      'Open the portal of an account for support, and print its URL. Anyone with the URL can use the ' +
        'portal for a few minutes. The owners of the account see that it was opened, and the reason.',
    )
    .argument('<account-id>')
    .requiredOption('--reason <text>', 'why, for the owners to read', checked('--reason', reason))
    .action(async (id, { reason }) => {
      requireSetting('DATABASE_URL')
      const returnUrl = `${requireOrigin()}/billing`
      const outcome = await openSupportPortal({ accountId: id, reason, returnUrl })
      if (outcome.kind === 'no-account') throw noAccount(id)
      if (outcome.kind === 'no-customer')
        throw new OperatorError(
          `The account has no Stripe customer: run npm run --silent admin -- account link ${id} CUSTOMER.`,
        )
      printResult(io, { url: outcome.url })
    })
}
