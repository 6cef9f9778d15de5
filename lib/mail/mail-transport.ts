import type { Options } from 'nodemailer/lib/smtp-transport'
import type { Env } from '../env'

/** For each step, in milliseconds. A visitor waits for the sign-in page meanwhile. */
const TIMEOUT_MS = 8_000

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/

/**
 * How nodemailer connects to EMAIL_SERVER (https://nodemailer.com/smtp/): `smtps:` uses TLS from the start,
 * `smtp:` upgrades with STARTTLS. A sign-in link signs its holder in, so a server without TLS is refused,
 * unless it is on this machine or the app runs locally.
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
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
