import { createTransport } from 'nodemailer'
import { env } from '../env'
import { type MailBody, mailBody } from './mail-body'
import { mailTransport } from './mail-transport'

/**
 * Sends an email to one person, over a new connection.
 *
 * @param to an address from parseEmailAddress. It is passed as a mailbox and not as the text of a header, so
 *   it cannot add a second recipient.
 * @throws {Error} when no mail server is configured, or it does not accept the email. The server's message
 *   may contain the address, which the log redacts.
 */
export async function sendMail(to: string, subject: string, body: MailBody): Promise<void> {
  const settings = env().auth.email
  if (!settings) throw new Error('EMAIL_SERVER and EMAIL_FROM are not set.')
  await createTransport(mailTransport(settings.server, env().appEnv)).sendMail({
    from: settings.from,
    to: { name: '', address: to },
    subject,
    ...mailBody(body),
    // Prevents out-of-office replies (RFC 3834, 5).
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}
