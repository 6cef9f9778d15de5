import { createTransport } from 'nodemailer'
import { env } from '../env'
import { type MailBody, mailBody } from './mail-body'
import { mailTransport } from './mail-transport'

/**
 * Sends one message to one person, over a connection of its own.
 *
 * @param to an address as parseEmailAddress returns it. It is passed as a mailbox and not as a header's text,
 *   so that nothing in it can name a second recipient.
 * @throws {Error} when no mail server is set, or it does not take the message. The server's words may repeat
 *   the address; the log redacts it.
 */
export async function sendMail(to: string, subject: string, body: MailBody): Promise<void> {
  const settings = env().auth.email
  if (!settings) throw new Error('EMAIL_SERVER and EMAIL_FROM are not set.')
  await createTransport(mailTransport(settings.server, env().appEnv)).sendMail({
    from: settings.from,
    to: { name: '', address: to },
    subject,
    ...mailBody(body),
    // RFC 3834, 5: keeps out-of-office replies away.
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}
