import type { Options } from 'nodemailer/lib/smtp-transport'
import type { Env } from '../env'

/** How long the mail server may take for each step, in milliseconds: somebody waits at the sign-in page. */
const PATIENCE_MS = 8_000

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/

/**
 * How nodemailer connects to EMAIL_SERVER (https://nodemailer.com/smtp/): `smtps:` speaks TLS from the start,
 * `smtp:` turns it on with STARTTLS. A sign-in link signs its holder in, so a server that offers no TLS is
 * refused, unless it is on this machine or this is a developer's.
 */
export function mailTransport(server: string, appEnv: Env['appEnv']): Options {
  const { protocol, hostname, port, username, password } = new URL(server)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && appEnv !== 'local' && !LOOPBACK.test(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
