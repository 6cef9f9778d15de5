import { db } from '../db'
import { env } from '../env'
import { hashedBucket } from '../limits/hashed-bucket'
import { LONG_WINDOW_S, spendRequest } from '../limits/rate-limit'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'
import { origin } from '../origin'

/** Invitations mailed to one address in {@link LONG_WINDOW_S}, from all accounts. */
const PER_ADDRESS = 3

export type InvitationMailed = 'sent' | 'not-sent' | 'no-mail-server'

type Invitation = { account: { id: string; name: string }; email: string; invitedBy: string }

/**
 * Emails a person that they are invited to a billing account and where to sign in. The email contains no
 * secret: only the sign-in that verifies the address accepts the invitation.
 *
 * It never throws, because the invitation is already saved. Call it after that.
 *
 * @param email from parseEmailAddress
 * @param invitedBy the id of the user whose address the email names. Their own name is left out, because they
 *   choose it and it could say anything.
 */
export async function mailInvitation({ account, email, invitedBy }: Invitation): Promise<InvitationMailed> {
  if (!env().auth.email) return 'no-mail-server'
  try {
    const { kind } = await spendRequest(hashedBucket('invitation-to', email), PER_ADDRESS, LONG_WINDOW_S)
    if (kind === 'denied') {
      log.info('member.invitation-limited', { account: account.id })
      return 'not-sent'
    }
    const inviter = await db().user.findUnique({ where: { id: invitedBy }, select: { email: true } })
    await send(email, account.name, inviter?.email ?? 'An owner')
    return 'sent'
  } catch (error) {
    const reason = error instanceof Error ? error.message : null
    log.error('member.invitation-not-sent', { account: account.id, reason })
    return 'not-sent'
  }
}

async function send(to: string, account: string, inviter: string): Promise<void> {
  const own = origin()
  const { host } = new URL(own)
  await sendMail(to, `Invitation to ${account} at ${host}`, {
    heading: `You are invited to ${account}`,
    paragraphs: [
      `${inviter} invited you to the billing account ${account} at ${host}.`,
      'To join, sign in with this email address.',
    ],
    button: { label: 'Sign in', url: `${own}/sign-in` },
    note: 'If you did not expect this email, ignore it. You join only by signing in.',
  })
}
