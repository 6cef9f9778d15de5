import type { LoggerInstance } from 'next-auth'
import { log } from '../log'

/**
 * NextAuth's words into our log: its code and the error's message. Its metadata are left out, they hold claims and
 * tokens.
 */
export const authLogger: LoggerInstance = {
  error: (code, metadata) => {
    const error = metadata instanceof Error ? metadata : metadata.error
    log.error('sign-in.failed', { code, ...(error instanceof Error && { reason: error.message }) })
  },
  warn: (code) => log.warn('sign-in.warning', { code }),
  debug: () => {},
}
