import type { LoggerInstance } from 'next-auth'
import { log } from '../log'

/**
 * What the provider answers when a visitor made the code up, or uses it twice (RFC 6749, 5.2). It can also be
 * a mistake of ours, such as in the client's settings, so that it is a warning.
 */
const INVALID_CODE = /^(?:invalid_grant\b|iss (?:missing|mismatch)\b)/

/**
 * NextAuth's words into our log: its code and the error's message. Its metadata are left out, they hold
 * claims and tokens.
 */
export const authLogger: LoggerInstance = {
  error: (code, metadata) => {
    const error = metadata instanceof Error ? metadata : metadata.error
    const reason = error instanceof Error ? error.message : undefined
    const write = INVALID_CODE.test(reason ?? '') ? log.warn : log.error
    write('sign-in.failed', { code, reason })
  },
  warn: (code) => log.warn('sign-in.warning', { code }),
  debug: () => {},
}
