import { databaseConnection } from './database/database-connection'
import { type Env, OWN_ENVIRONMENT, readEnv, SIGN_IN_VARIABLES } from './env'
import { EnvironmentError, type VariableProblem } from './environment-error'
import { isLiveKey } from './is-live-key'
import { isMultiTenantIssuer } from './is-multi-tenant-issuer'

type Source = Readonly<Record<string, string | undefined>>

/** HMAC-SHA-256 and NextAuth's encryption need 256 bits, which take at least 32 characters. */
const MIN_SECRET_LENGTH = 32

const isLoopback = (url: string) =>
  /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(new URL(url).hostname)

type Guard = VariableProblem & {
  holds: (env: Env) => boolean
  /** Other variables that it looks at. */
  also?: readonly string[]
}

/** The variables that determine the deployment. While one is malformed, no guard can decide. */
const DEPLOYMENT = ['APP_ENV', 'VERCEL_ENV', 'NODE_ENV']

const LIST = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** What must hold before the first request, and what the operator reads when it does not. */
const GUARDS: readonly Guard[] = [
  {
    variable: 'DATABASE_URL',
    holds: ({ database }) => database.url !== undefined,
    sentence:
      'DATABASE_URL is not set: set it to the PostgreSQL connection string, ' +
      'postgresql://USER:PASSWORD@HOST:5432/DATABASE.',
  },
  {
    variable: 'NEXTAUTH_SECRET',
    holds: ({ auth }) => (auth.secret?.length ?? 0) >= MIN_SECRET_LENGTH,
    sentence:
      `NEXTAUTH_SECRET is not set, or shorter than ${MIN_SECRET_LENGTH} characters: set it to what ` +
      `\`openssl rand -base64 32\` prints.`,
  },
  {
    variable: 'OIDC_ISSUER',
    also: Object.values(SIGN_IN_VARIABLES).flat(),
    holds: ({ auth }) =>
      Boolean(auth.oidc || auth.github || auth.google || auth.email) || auth.incomplete.length > 0,
    sentence:
      'OIDC_ISSUER, GITHUB_CLIENT_ID, GOOGLE_CLIENT_ID and EMAIL_SERVER are not set, so nobody can sign ' +
      'in: set one of them, and what belongs to it.',
  },
  ...Object.entries(SIGN_IN_VARIABLES).map(([way, [variable, ...also]]) => ({
    variable,
    also,
    holds: ({ auth }: Env) => !auth.incomplete.includes(way),
    sentence:
      `${LIST.format([variable, ...also])} is not set, and without it the others do nothing: set all of ` +
      `them, or none.`,
  })),
  {
    variable: 'OIDC_ISSUER',
    holds: ({ appEnv, auth }) => appEnv === 'local' || !auth.oidc?.issuer.startsWith('http:'),
    sentence:
      'OIDC_ISSUER uses http, so a sign-in can be read and changed in transit: set it ' +
      'to the provider’s https URL.',
  },
  {
    variable: 'OIDC_TRUST_EMAIL',
    also: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    holds: ({ auth: { oidc } }) => !oidc?.trustsEmail || !isMultiTenantIssuer(oidc.issuer),
    sentence:
      'OIDC_TRUST_EMAIL is set for an issuer with many tenants, where any tenant’s administrator can ' +
      'claim any address: unset it, or set OIDC_ISSUER to the issuer of one tenant.',
  },
  {
    variable: 'STRIPE_SECRET_KEY',
    holds: ({ stripe }) => stripe.secretKey !== undefined,
    sentence:
      'STRIPE_SECRET_KEY is not set: set it to a secret or restricted key from Stripe’s Dashboard ' +
      '(Developers, API keys).',
  },
  {
    variable: 'STRIPE_SECRET_KEY',
    holds: ({ appEnv, stripe }) => appEnv === 'production' || !isLiveKey(stripe.secretKey),
    sentence:
      'STRIPE_SECRET_KEY is a live key, and this is not production: set it to a test key (sk_test_… or ' +
      'rk_test_…), or APP_ENV=production if this is production.',
  },
  {
    variable: 'STRIPE_SECRET_KEY',
    also: ['ALLOW_TEST_KEY'],
    holds: ({ appEnv, stripe }) =>
      appEnv !== 'production' || stripe.testKeyAllowed || !stripe.secretKey || isLiveKey(stripe.secretKey),
    sentence:
      'STRIPE_SECRET_KEY is a test key, and this is production: set it to a live key (sk_live_… or ' +
      'rk_live_…), or set ALLOW_TEST_KEY=1 if this is a staging deployment.',
  },
  {
    variable: 'STRIPE_API_BASE_URL',
    holds: ({ appEnv, stripe }) =>
      appEnv !== 'production' ||
      !stripe.apiBaseUrl ||
      (stripe.apiBaseUrl.startsWith('https:') && !isLoopback(stripe.apiBaseUrl)),
    sentence:
      'STRIPE_API_BASE_URL is an http or local URL, and this is production: unset it to ' +
      'use Stripe itself.',
  },
  {
    variable: 'APP_URL',
    also: ['VERCEL_BRANCH_URL', 'VERCEL_URL'],
    holds: ({ appEnv, origin }) =>
      appEnv === 'local' ||
      Boolean(origin.appUrl || (appEnv === 'preview' && (origin.vercelBranchUrl ?? origin.vercelUrl))),
    sentence:
      'APP_URL is not set: set it to the origin that people and programs use, such as ' +
      'https://billing.example.com.',
  },
  {
    variable: 'APP_URL',
    holds: ({ appEnv, origin }) => appEnv !== 'production' || !origin.appUrl?.startsWith('http:'),
    sentence:
      'APP_URL uses http, so sessions and portal URLs can be read in transit: ' +
      'set it to an https origin.',
  },
  {
    variable: 'NEXTAUTH_URL',
    holds: ({ appEnv, auth }) => appEnv !== 'preview' || auth.url === undefined,
    sentence:
      'NEXTAUTH_URL is set, and this is a preview: its users would be sent to another deployment, so ' +
      'unset it for previews.',
  },
  {
    variable: 'NEXTAUTH_URL',
    also: ['APP_URL'],
    holds: ({ appEnv, auth, origin }) =>
      appEnv !== 'production' || auth.url === undefined || auth.url === origin.appUrl,
    sentence: 'NEXTAUTH_URL differs from APP_URL: unset it.',
  },
]

/**
 * Reads an environment, however broken. Leaves out and reports malformed variables, along with everything
 * else that keeps the deployment from starting.
 */
export function examineEnvironment(source: Source = OWN_ENVIRONMENT): {
  env: Env
  problems: VariableProblem[]
} {
  const malformed = problemsOf(() => readEnv(source))
  const isReadable = (name: string) => !malformed.some(({ variable }) => variable === name)
  const env = readEnv(Object.fromEntries(Object.entries(source).filter(([name]) => isReadable(name))))
  // A malformed variable is already reported. No guard should also call it missing.
  const refused = GUARDS.filter(
    ({ variable, also = [], holds }) => [variable, ...also, ...DEPLOYMENT].every(isReadable) && !holds(env),
  ).map(({ variable, sentence }) => ({ variable, sentence }))
  return { env, problems: [...malformed, ...refused, ...databaseProblems(env.database)] }
}

function databaseProblems({ url, directUrl }: Env['database']): readonly VariableProblem[] {
  return [
    ...problemsOf(() => url && databaseConnection(url)),
    ...problemsOf(() => directUrl && databaseConnection(directUrl, 'DIRECT_DATABASE_URL')),
  ]
}

function problemsOf(read: () => unknown): readonly VariableProblem[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
}

/** When this deployment must not start, prints one sentence per problem and ends the process. */
export function endUnlessBootable(): void {
  const { problems } = examineEnvironment()
  if (problems.length === 0) return
  for (const { sentence } of problems) console.error(`✗ ${sentence}`)
  console.error('OrbitKit Billing did not start. Every variable is explained in .env.example.')
  process.exit(1)
}
