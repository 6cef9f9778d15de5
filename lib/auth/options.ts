import type { AuthOptions, CookiesOptions } from 'next-auth'
import { env } from '../env'
import { origin } from '../origin'
import { authAdapter, signInAdapter } from './adapter'
import { adapterForTokens } from './adapter-for-tokens'
import { authLogger } from './auth-logger'
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
