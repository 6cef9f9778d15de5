import type { AuthOptions, CookiesOptions } from 'next-auth'
import { env } from '../env'
import { origin } from '../origin'
import { authAdapter, signInAdapter } from './adapter'
import { adapterForTokens } from './adapter-for-tokens'
import { authLogger } from './auth-logger'
import { cookieNames } from './cookie-names'
import { findEarlierWay } from './find-earlier-way'
import { nextAuthProviders } from './next-auth-providers'
import { proveAddress } from './prove-address'
import { redirectTarget } from './redirect-target'

type Visit = { action: string; sessionTokens: readonly string[]; callbackUrl: string }

/**
 * How long a sign-in lasts, in seconds: 30 days from signing in, whatever is done meanwhile. Signing out, or
 * removing the row, ends it at once.
 */
const SESSION_S = 30 * 24 * 60 * 60

/**
 * NextAuth's options for a request to `/api/auth/<action>`.
 *
 * @param visit.sessionTokens all that came with the request
 * @param visit.callbackUrl where the visitor is going
 * @throws {Error} when the deployment's origin cannot be derived; the boot guards say so before the first
 *   request
 */
export function authOptions({ action, sessionTokens, callbackUrl }: Visit): AuthOptions {
  const ownOrigin = origin()
  const { auth } = env()
  pinOrigin(ownOrigin)
  return {
    adapter: adapterForTokens(action === 'callback' ? signInAdapter() : authAdapter(), sessionTokens),
    providers: nextAuthProviders(auth),
    ...(auth.secret && { secret: auth.secret }),
    // Equal ages mean that NextAuth never makes a session longer; its cookie could not follow on pages
    // anyway.
    session: { strategy: 'database', maxAge: SESSION_S, updateAge: SESSION_S },
    cookies: authCookies(ownOrigin),
    pages: {
      signIn: '/sign-in',
      signOut: '/sign-out',
      error: '/sign-in',
      verifyRequest: '/sign-in/check-email',
    },
    callbacks: {
      redirect: ({ url }) => redirectTarget(url, ownOrigin),
      // At the end of a sign-in, never when a link is asked for: then the address is not proved, and the
      // response must not tell who has it.
      async signIn({ user, account, email }) {
        if (!user.email || !account || email?.verificationRequest) return true
        const way = await findEarlierWay(user.email, account)
        // Another identity at the same provider is refused by NextAuth, with words of its own.
        if (way === null || way === account.provider) return true
        return `${ownOrigin}/sign-in/other-way?${new URLSearchParams({ way, callbackUrl })}`
      },
    },
    events: {
      // The profile is what a provider's `profile` returns: its address is a verified one. A link has no
      // profile and proves the user's own address. A failure here is logged and costs no sign-in; the next
      // one makes up for it.
      async signIn({ user, account, profile }) {
        const email = account?.type === 'email' ? user.email : profile?.email
        if (email) await proveAddress({ userId: user.id, email })
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
