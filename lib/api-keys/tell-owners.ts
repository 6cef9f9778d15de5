import { db } from '../db'
import { env } from '../env'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'
import { origin } from '../origin'

/**
 * Emails the owners of an account that one of its API keys was reported, and is revoked. Each gets a message
 * of their own, so that no owner sees another's address.
 *
 * It never throws: the key is revoked, and the owners' pages say so. Without a mail server nothing happens.
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
        user.email ? tell(user.email, { ...report, account: billingAccount.name }) : undefined,
      ),
    )
    for (const outcome of sent) if (outcome.status === 'rejected') logFailed(report.accountId, outcome.reason)
  } catch (error) {
    logFailed(report.accountId, error)
  }
}

function tell(to: string, { account, name, start }: { account: string; name: string; start: string }) {
  const own = origin()
  return sendMail(to, `An API key was revoked at ${new URL(own).host}`, {
    heading: 'An API key was reported and revoked',
    paragraphs: [
      `Somebody who held the API key “${name}” (${start}…) of ${account} reported it. The key has stopped ` +
        'working.',
      'It may have been published or stolen. Create a new key, and look for what the old one was used for.',
    ],
    button: { label: 'Open API keys', url: `${own}/api-keys` },
    note: `You get this email because you are an owner of ${account}.`,
  })
}

function logFailed(account: string, error: unknown): void {
  log.error('key.owners-not-told', { account, reason: error instanceof Error ? error.message : null })
}
