import type { EmailConfig } from 'next-auth/providers/email'
import { sendMail } from '../mail/send-mail'
import { origin } from '../origin'

/** How long a sign-in link can be used, in seconds. */
export const LINK_S = 15 * 60

/**
 * Sign-in links by email. NextAuth makes the token and stores its hash.
 *
 * The link leads to a page with a button and not to NextAuth's callback: mail scanners open links, and would
 * use them up.
 */
export function emailProvider(): EmailConfig {
  return {
    id: 'email',
    type: 'email',
    name: 'Email',
    maxAge: LINK_S,
    async sendVerificationRequest({ identifier, token, url }) {
      const own = origin()
      // On this origin: see `callbacks.redirect`. A path keeps the link short.
      const callbackUrl = new URL(url).searchParams.get('callbackUrl')?.slice(own.length) || '/'
      const { host } = new URL(own)
      await sendMail(identifier, `Sign in to ${host}`, {
        heading: `Sign in to ${host}`,
        paragraphs: [`This link signs you in. It works once, within ${LINK_S / 60} minutes.`],
        button: {
          label: 'Sign in',
          url: `${own}/sign-in/email?${new URLSearchParams({ token, callbackUrl })}`,
        },
        note:
          'If you did not ask for this email, ignore it. Whoever has the link can sign in as you, so do ' +
          'not forward it.',
      })
    },
    // NextAuth's type asks for these and for `options`; the settings come from our own environment.
    server: {},
    from: '',
    options: {},
  }
}
