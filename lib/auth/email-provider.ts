import type { EmailConfig } from 'next-auth/providers/email'
import { sendMail } from '../mail/send-mail'
import { origin } from '../origin'

/** The lifetime of a sign-in link, in seconds. */
export const LINK_LIFETIME_S = 15 * 60

/**
 * Sign-in links by email. NextAuth generates the token and stores its hash.
 *
 * The link opens a page with a button, not NextAuth's callback: mail scanners open links and would use them
 * up.
 */
export function emailProvider(): EmailConfig {
  return {
    id: 'email',
    type: 'email',
    name: 'Email',
    maxAge: LINK_LIFETIME_S,
    async sendVerificationRequest({ identifier, token, url }) {
      const own = origin()
      // On this origin: see `callbacks.redirect`. A path keeps the link short.
      const callbackUrl = new URL(url).searchParams.get('callbackUrl')?.slice(own.length) || '/'
      const { host } = new URL(own)
      await sendMail(identifier, `Sign in to ${host}`, {
        heading: `Sign in to ${host}`,
        paragraphs: [`This link signs you in. It works once, within ${LINK_LIFETIME_S / 60} minutes.`],
        button: {
          label: 'Sign in',
          url: `${own}/sign-in/email?${new URLSearchParams({ token, callbackUrl })}`,
        },
        note:
          'If you did not request this email, ignore it. Anyone who has the link can sign in as you, so do ' +
          'not forward it.',
      })
    },
    // NextAuth's type requires these three. The settings come from our environment.
    server: {},
    from: '',
    options: {},
  }
}
