import type { AuthOptions, CookiesOptions, LoggerInstance } from 'next-auth'
import { env } from '../env'
import { log } from '../log'
import { origin } from '../origin'
import { adapterForTokens, authAdapter, signInAdapter } from './adapter'
import { cookieNames } from './cookie-names'
import { oidcProvider } from './oidc-provider'
import { proveAddress } from './prove-address'
import { redirectTarget } from './redirect-target'

/**
 * How long a sign-in lasts, in seconds: 30 days from signing in, whatever is done meanwhile. Signing out, or
 * removing the row, ends it at once.
 */
const SESSION_S = 30 * 24 * 60 * 60

/**
 * NextAuth's options for a request to `/api/auth/<action>`.
 *
 * @param sessionTokens all that came with the request
 * @throws {Error} when the deployment's origin cannot be derived; the boot guards say so before the first
 *   request
 */
export function authOptions(action: string, sessionTokens: readonly string[]): AuthOptions {
  const ownOrigin = origin()
  const { oidc, secret } = env().auth
  pinOrigin(ownOrigin)
  return {
    adapter: adapterForTokens(action === 'callback' ? signInAdapter() : authAdapter(), sessionTokens),
    providers: oidc ? [oidcProvider(oidc)] : [],
    ...(secret && { secret }),
    // Equal ages mean that NextAuth never makes a session longer; its cookie could not follow on pages
    // anyway.
    session: { strategy: 'database', maxAge: SESSION_S, updateAge: SESSION_S },
    cookies: authCookies(ownOrigin),
    pages: { signIn: '/sign-in', signOut: '/sign-out', error: '/sign-in' },
    callbacks: { redirect: ({ url }) => redirectTarget(url, ownOrigin) },
    events: {
      // The profile is toUser's result: its address is a verified one. A failure here is logged and costs no
      // sign-in; the next one makes up for it.
      async signIn({ user, profile }) {
        if (profile?.email) await proveAddress({ userId: user.id, email: profile.email })
      },
    },
    logger: authLogger,
  }
}

/** What `__Host-` asks for on https: `Secure`, this path, and no domain. */
function authCookies(ownOrigin: string): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: ownOrigin.startsWith('https:') }
  const names = Object.entries(cookieNames(ownOrigin))
  return Object.fromEntries(names.map(([cookie, name]) => [cookie, { name, options }]))
}

/**
 * NextAuth 4 takes its own address from the process's NEXTAUTH_URL, and has no option for it. Without the
 * variable it falls back, on Vercel and under AUTH_TRUST_HOST, to `X-Forwarded-Host`, which a visitor can
 * write (next-auth/utils/detect-origin.js): redirect URIs and links would follow. With it no header is looked
 * at.
 */
function pinOrigin(ownOrigin: string): void {
  // biome-ignore lint/style/noProcessEnv: NextAuth reads it there, and nowhere else.
  process.env.NEXTAUTH_URL = ownOrigin
}

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
