import type { LoggerInstance } from 'next-auth'
import { log } from '../log'

/**
 * NextAuth's words into our log: its code and the error's message. Its metadata are left out, they hold claims
 * and tokens. Somebody who changes their mind at the provider (RFC 6749, 4.1.2.1) is no failure of ours.
 */
export const authLogger: LoggerInstance = {
  error: (code, metadata) => {
    const reason = (metadata instanceof Error ? metadata : errorIn(metadata))?.message
    const write = reason === 'access_denied' ? log.info : log.error
    write('sign-in.failed', { code, reason })
  },
  warn: (code) => log.warn('sign-in.warning', { code }),
  debug: () => {},
}

function errorIn(metadata: Readonly<Record<string, unknown>>): Error | undefined {
  return metadata.error instanceof Error ? metadata.error : undefined
}
