import { createTransport } from 'nodemailer'
import { SIGN_IN_VARIABLES } from '@/lib/env'
import { mailTransport } from '@/lib/mail/mail-transport'
import type { Check } from './check'

export const checkEmail: Check = {
  name: 'email',
  variables: SIGN_IN_VARIABLES.email,
  needs: [],
  async look({ appEnv, auth: { email } }) {
    if (!email)
      return {
        ok: true,
        words: 'not set: no sign-in links, and no emails about invitations and reported keys',
      }
    const { hostname } = new URL(email.server)
    try {
      // Connects, starts TLS and logs in, but sends no email.
      await createTransport(mailTransport(email.server, appEnv)).verify()
      return { ok: true, words: `${hostname} accepts the login` }
    } catch (error) {
      return {
        ok: false,
        words: `${hostname} cannot be used (${error instanceof Error ? error.message : 'no reason given'})`,
        todo:
          'Correct EMAIL_SERVER: the user, the password, and a port that this machine can reach and that ' +
          'supports TLS.',
      }
    }
  },
}
