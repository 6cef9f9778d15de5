import { DatabaseUrlError, databaseConnection } from './database-connection'
import { type Env, EnvironmentError, readEnv } from './env'
import { isLiveKey } from './is-live-key'

/** HMAC-SHA-256 and NextAuth's encryption want 256 bits; 32 characters is the least that can hold them. */
const MIN_SECRET_LENGTH = 32

const isLoopback = (url: string) =>
  /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(new URL(url).hostname)

/** What must hold before the first request, and the sentence for an operator where it does not. */
const GUARDS: readonly { holds: (env: Env) => boolean; sentence: string }[] = [
  {
    holds: ({ database }) => database.url !== undefined,
    sentence: 'Set DATABASE_URL to the PostgreSQL connection string.',
  },
  {
    holds: ({ auth }) => (auth.secret?.length ?? 0) >= MIN_SECRET_LENGTH,
    sentence: `Set NEXTAUTH_SECRET to at least ${MIN_SECRET_LENGTH} random characters, such as \`openssl rand -base64 32\` prints.`,
  },
  {
    holds: ({ auth }) => auth.oidc !== undefined,
    sentence: 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: without all three nobody can sign in.',
  },
  {
    holds: ({ appEnv, auth }) => appEnv === 'local' || !auth.oidc?.issuer.startsWith('http:'),
    sentence: 'Set OIDC_ISSUER to an https address: over http a sign-in can be read and changed on its way.',
  },
  {
    holds: ({ stripe }) => stripe.secretKey !== undefined,
    sentence: "Set STRIPE_SECRET_KEY to this deployment's Stripe key.",
  },
  {
    holds: ({ appEnv, stripe }) => appEnv === 'production' || !isLiveKey(stripe.secretKey),
    sentence:
      'Set STRIPE_SECRET_KEY to a test key (sk_test_… or rk_test_…): a live key belongs in production alone.',
  },
  {
    holds: ({ appEnv, stripe }) =>
      appEnv !== 'production' || stripe.testKeyAllowed || !stripe.secretKey || isLiveKey(stripe.secretKey),
    sentence:
      'Set STRIPE_SECRET_KEY to a live key, or ALLOW_TEST_KEY=1 if this production deployment is meant to run in test mode.',
  },
  {
    holds: ({ appEnv, stripe }) =>
      appEnv !== 'production' ||
      !stripe.apiBaseUrl ||
      (stripe.apiBaseUrl.startsWith('https:') && !isLoopback(stripe.apiBaseUrl)),
    sentence: 'Unset STRIPE_API_BASE_URL: production talks to Stripe itself, and not to a local stand-in.',
  },
  {
    holds: ({ appEnv, origin }) =>
      appEnv === 'local' ||
      Boolean(origin.appUrl || (appEnv === 'preview' && (origin.vercelBranchUrl ?? origin.vercelUrl))),
    sentence: "Set APP_URL to this deployment's origin, such as https://billing.example.com.",
  },
  {
    holds: ({ appEnv, origin }) => appEnv !== 'production' || !origin.appUrl?.startsWith('http:'),
    sentence:
      'Set APP_URL to an https origin: over http sessions and portal addresses can be read on their way.',
  },
  {
    holds: ({ appEnv, auth }) => appEnv !== 'preview' || auth.url === undefined,
    sentence: 'Unset NEXTAUTH_URL on previews: it would send a preview’s people to another deployment.',
  },
  {
    holds: ({ appEnv, auth, origin }) =>
      appEnv !== 'production' || auth.url === undefined || auth.url === origin.appUrl,
    sentence: 'Set NEXTAUTH_URL to the same origin as APP_URL, or unset it.',
  },
]

/** Everything that is wrong with a deployment's environment, one sentence each saying what to set; empty when it may start. */
export function bootProblems(source: Readonly<Record<string, string | undefined>>): string[] {
  try {
    const env = readEnv(source)
    const unmet = GUARDS.filter(({ holds }) => !holds(env)).map(({ sentence }) => sentence)
    return [...unmet, ...databaseProblems(env.database.url)]
  } catch (error) {
    return problemsIn(error)
  }
}

function databaseProblems(url: string | undefined): string[] {
  try {
    if (url !== undefined) databaseConnection(url)
    return []
  } catch (error) {
    return problemsIn(error)
  }
}

function problemsIn(error: unknown): string[] {
  if (error instanceof EnvironmentError || error instanceof DatabaseUrlError) return [...error.problems]
  throw error
}
