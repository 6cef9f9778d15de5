import type { AuthOptions, CookiesOptions, LoggerInstance } from 'next-auth'
import { env } from '../env'
import { log } from '../log'
import { origin } from '../origin'
import { acceptVerifiedAddress } from './accept-verified-address'
import { adapterForTokens, authAdapter, signInAdapter } from './adapter'
import { cookieNames } from './cookies'
import { findEarlierWay } from './find-earlier-way'
import { nextAuthProviders } from './next-auth-providers'
import { redirectTarget } from './redirect-target'

type Visit = { action: string; sessionTokens: readonly string[]; callbackUrl: string }

/**
 * The lifetime of a session, in seconds: 30 days from signing in, regardless of activity. Signing out or
 * deleting the row ends it immediately.
 */
const SESSION_LIFETIME_S = 30 * 24 * 60 * 60

/**
 * NextAuth's options for a request to `/api/auth/<action>`.
 *
 * @param visit.sessionTokens all session tokens of the request
 * @param visit.callbackUrl where the visitor is going
 * @throws {Error} when the deployment's origin cannot be derived, which the boot guards report before the
 *   first request
 */
export function authOptions({ action, sessionTokens, callbackUrl }: Visit): AuthOptions {
  const ownOrigin = origin()
  const { auth } = env()
  pinOrigin(ownOrigin)
  return {
    adapter: adapterForTokens(action === 'callback' ? signInAdapter() : authAdapter(), sessionTokens),
    providers: nextAuthProviders(auth),
    ...(auth.secret && { secret: auth.secret }),
    // With equal ages NextAuth never extends a session. Pages could not update its cookie anyway.
    session: { strategy: 'database', maxAge: SESSION_LIFETIME_S, updateAge: SESSION_LIFETIME_S },
    cookies: authCookies(ownOrigin),
    pages: {
      signIn: '/sign-in',
      signOut: '/sign-out',
      error: '/sign-in',
      verifyRequest: '/sign-in/check-email',
    },
    callbacks: {
      redirect: ({ url }) => redirectTarget(url, ownOrigin),
      // Checked at the end of a sign-in and never when a link is requested: the address is not verified yet,
      // and the response must not reveal whether a user has it.
      async signIn({ user, account, email }) {
        if (!user.email || !account || email?.verificationRequest) return true
        const way = await findEarlierWay(user.email, account)
        // NextAuth itself refuses another identity at the same provider, with `OAuthAccountNotLinked`.
        if (way === null || way === account.provider) return true
        return `${ownOrigin}/sign-in/other-way?${new URLSearchParams({ way, callbackUrl })}`
      },
    },
    events: {
      // The profile comes from the provider's `profile`, so its address is verified. A link has no profile
      // and verifies the user's address. A failure here is logged but does not fail the sign-in; the next
      // one repeats it.
      async signIn({ user, account, profile }) {
        const email = account?.type === 'email' ? user.email : profile?.email
        if (email) await acceptVerifiedAddress({ userId: user.id, email })
      },
    },
    logger: authLogger,
  }
}

/** What `__Host-` requires on https: `Secure`, this path, and no domain. */
function authCookies(ownOrigin: string): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: ownOrigin.startsWith('https:') }
  const names = Object.entries(cookieNames(ownOrigin))
  return Object.fromEntries(names.map(([cookie, name]) => [cookie, { name, options }]))
}

/**
 * NextAuth 4 reads its own URL from NEXTAUTH_URL, and has no option for it. Without it, on Vercel and with
 * AUTH_TRUST_HOST, NextAuth builds redirect URIs and links from `X-Forwarded-Host`, which a visitor can forge
 * (next-auth/utils/detect-origin.js).
 */
function pinOrigin(ownOrigin: string): void {
  // biome-ignore lint/style/noProcessEnv: NextAuth reads its URL only there.
  process.env.NEXTAUTH_URL = ownOrigin
}

/**
 * The provider's error for a code that is invented or used twice (RFC 6749, 5.2). It can also mean wrong
 * client settings, so it is logged as a warning.
 */
const INVALID_CODE = /^(?:invalid_grant\b|iss (?:missing|mismatch)\b)/

/**
 * Logs NextAuth's code and the error's message. Its metadata is left out, because it holds claims and tokens.
 */
const authLogger: LoggerInstance = {
  error: (code, metadata) => {
    const error = metadata instanceof Error ? metadata : metadata.error
    const reason = error instanceof Error ? error.message : undefined
    const write = INVALID_CODE.test(reason ?? '') ? log.warn : log.error
    write('sign-in.failed', { code, reason })
  },
  warn: (code) => log.warn('sign-in.warning', { code }),
  debug: () => {},
}
