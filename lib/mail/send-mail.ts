import { createTransport } from 'nodemailer'
import { type Env, env } from '../env'
import { type MailBody, mailBody } from './mail-body'
import { mailTransport } from './mail-transport'

/**
 * Sends an email to one person, over a new connection. On a preview the subject begins with the branch, since
 * testers get mail from several.
 *
 * @param to an address from parseEmailAddress. It is passed as a mailbox and not as the text of a header, so
 *   it cannot add a second recipient.
 * @throws {Error} when no mail server is configured, or it does not accept the email. The server's message
 *   may contain the address, which the log redacts.
 */
export async function sendMail(
  to: string,
  subject: string,
  body: MailBody,
  { appEnv, auth, branch }: Pick<Env, 'appEnv' | 'auth' | 'branch'> = env(),
): Promise<void> {
  const settings = auth.email
  if (!settings) throw new Error('EMAIL_SERVER and EMAIL_FROM are not set.')
  await createTransport(mailTransport(settings.server, appEnv)).sendMail({
    from: settings.from,
    to: { name: '', address: to },
    subject: appEnv === 'preview' && branch ? `[${branch}] ${subject}` : subject,
    ...mailBody(body),
    // Prevents out-of-office replies (RFC 3834, 5).
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}
