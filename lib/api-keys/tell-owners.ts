import { db } from '../db'
import { env } from '../env'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'
import { origin } from '../origin'

/**
 * Emails each owner of an account that one of its API keys was reported and revoked. Separate messages keep
 * owners from seeing each other's addresses.
 *
 * It never throws, because the key is already revoked and the owners' pages show it. Without a mail server it
 * does nothing.
 */
export async function tellOwners(report: { accountId: string; name: string; start: string }): Promise<void> {
  if (!env().auth.email) return
  try {
    const owners = await db().membership.findMany({
      where: { billingAccountId: report.accountId, role: 'OWNER', user: { email: { not: null } } },
      select: { user: { select: { email: true } }, billingAccount: { select: { name: true } } },
    })
    const sent = await Promise.allSettled(
      owners.map(({ user, billingAccount }) =>
        user.email ? sendReport(user.email, { ...report, account: billingAccount.name }) : undefined,
      ),
    )
    for (const outcome of sent) if (outcome.status === 'rejected') logFailed(report.accountId, outcome.reason)
  } catch (error) {
    logFailed(report.accountId, error)
  }
}

function sendReport(to: string, { account, name, start }: { account: string; name: string; start: string }) {
  const ownOrigin = origin()
  return sendMail(to, `An API key was revoked at ${new URL(ownOrigin).host}`, {
    heading: 'An API key was reported and revoked',
    paragraphs: [
      `Someone who held the API key “${name}” (${start}…) of ${account} reported it. It no longer works.`,
      'It may have been published or stolen. Create a new key, and check what the old one was used for.',
    ],
    button: { label: 'Open API keys', url: `${ownOrigin}/api-keys` },
    note: `You get this email because you are an owner of ${account}.`,
  })
}

function logFailed(account: string, error: unknown): void {
  log.error('key.owners-not-told', { account, reason: error instanceof Error ? error.message : null })
}
