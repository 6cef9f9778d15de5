import { z } from 'zod'
import {
  commaSeparated,
  flag,
  httpOrigin,
  httpUrl,
  mailbox,
  optional,
  smtpUrl,
  vercelHost,
  webhookSecrets,
  wholeNumber,
} from './env-values'
import { EnvironmentError } from './environment-error'

/**
 * The environment, parsed once and grouped by part. This is the only reader of `process.env` in `app` and
 * `lib`.
 *
 * Nothing is required here: `next build` runs without a secret, and pages that need no Stripe render without
 * its key. The boot guards check what a running deployment needs, before the first request.
 */
export type Env = z.output<typeof environment>

type Source = Readonly<Record<string, string | undefined>>

/** This process's environment. */
export const OWN_ENVIRONMENT: Source = process.env

/**
 * OpenID Connect's default comes first. HS256 is excluded: anyone with the client secret could sign in as
 * anyone.
 */
const ID_TOKEN_ALGS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const

const variables = z.object({
  NODE_ENV: optional(z.string()),
  APP_ENV: optional(
    z.enum(['local', 'preview', 'production'], { error: 'must be local, preview or production' }),
  ),
  VERCEL_ENV: optional(
    z.enum(['development', 'preview', 'production'], { error: 'must be development, preview or production' }),
  ),
  APP_URL: optional(httpOrigin),
  VERCEL_URL: optional(vercelHost),
  VERCEL_BRANCH_URL: optional(vercelHost),
  VERCEL_GIT_COMMIT_REF: optional(z.string()),
  PORT: optional(wholeNumber(0, 65_535)),
  // Parsed by lib/database/database-url.ts.
  DATABASE_URL: optional(z.string()),
  DIRECT_DATABASE_URL: optional(z.string()),
  SKIP_MIGRATIONS: optional(flag),
  NEXTAUTH_SECRET: optional(z.string()),
  NEXTAUTH_URL: optional(httpOrigin),
  OIDC_ISSUER: optional(httpUrl),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_TRUST_EMAIL: optional(flag),
  OIDC_ID_TOKEN_ALG: optional(z.enum(ID_TOKEN_ALGS, { error: `must be one of ${ID_TOKEN_ALGS.join(', ')}` })),
  GITHUB_CLIENT_ID: optional(z.string()),
  GITHUB_CLIENT_SECRET: optional(z.string()),
  GOOGLE_CLIENT_ID: optional(z.string()),
  GOOGLE_CLIENT_SECRET: optional(z.string()),
  EMAIL_SERVER: optional(smtpUrl),
  EMAIL_FROM: optional(mailbox),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_\w+$/, {
      error: 'must be a Stripe secret or restricted key (sk_… or rk_…)',
    }),
  ),
  STRIPE_API_BASE_URL: optional(httpOrigin),
  STRIPE_WEBHOOK_SECRET: optional(webhookSecrets),
  STRIPE_PORTAL_CONFIGURATION: optional(
    z.string().regex(/^bpc_\w+$/, { error: 'must be a portal configuration (bpc_…)' }),
  ),
  STRIPE_PORTAL_HOSTS: optional(
    commaSeparated(
      z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, { error: 'must be host names separated by commas' }),
    ),
  ),
  STRIPE_PORTAL_LINK_RECOVERY: optional(flag),
  ALLOW_TEST_KEY: optional(flag),
  RATE_LIMIT_PER_MINUTE: optional(wholeNumber(1, 100_000)),
  STOP_WITHIN_SECONDS: optional(wholeNumber(3, 600)),
  LOG_LEVEL: optional(z.enum(['info', 'warn', 'error'], { error: 'must be info, warn or error' })),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(httpUrl),
  ALLOWED_RETURN_ORIGINS: optional(commaSeparated(httpOrigin)),
  DOCS_URL: optional(httpUrl),
  // RFC 9110, 5.6.2: a field name is a token.
  CLIENT_ADDRESS_HEADER: optional(
    z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, { error: 'must be the name of one header' }),
  ),
})

/** The variables that each way to sign in requires. */
export const SIGN_IN_VARIABLES = {
  oidc: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  github: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  google: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  email: ['EMAIL_SERVER', 'EMAIL_FROM'],
} as const satisfies Record<string, readonly (keyof typeof variables.shape)[]>

const client = (clientId: string | undefined, clientSecret: string | undefined) =>
  clientId && clientSecret ? { clientId, clientSecret } : undefined

const environment = variables.transform((v) => ({
  appEnv: appEnvOf(v),
  /** Whether Vercel serves this deployment; `vercel dev` is not Vercel. */
  onVercel: v.VERCEL_ENV === 'preview' || v.VERCEL_ENV === 'production',
  /** The Git branch, on Vercel. */
  branch: v.VERCEL_GIT_COMMIT_REF,
  /** Whether this is Next's development server. */
  development: v.NODE_ENV === 'development',
  origin: {
    /** Required in production. Elsewhere the origin is derived. */
    appUrl: v.APP_URL,
    /** Set by Vercel, without a scheme. */
    vercelBranchUrl: v.VERCEL_BRANCH_URL,
    vercelUrl: v.VERCEL_URL,
    port: v.PORT ?? 3000,
  },
  database: {
    /** Absent only while building. The boot guards have checked it. */
    url: v.DATABASE_URL,
    /** For migrations, if `url` goes through a pooler. */
    directUrl: v.DIRECT_DATABASE_URL,
    /** Whether a build on Vercel leaves the migrations to CI. */
    skipMigrations: v.SKIP_MIGRATIONS ?? false,
  },
  auth: {
    /** Absent only while building. */
    secret: v.NEXTAUTH_SECRET,
    /** Production only, where it must equal APP_URL. */
    url: v.NEXTAUTH_URL,
    /** Ways to sign in with some but not all variables set. The boot guards refuse them. */
    incomplete: Object.entries(SIGN_IN_VARIABLES).flatMap(([way, names]) =>
      names.some((name) => v[name]) && !names.every((name) => v[name]) ? [way] : [],
    ),
    // Each way to sign in is absent unless all of its variables are set.
    oidc:
      v.OIDC_ISSUER && v.OIDC_CLIENT_ID && v.OIDC_CLIENT_SECRET
        ? {
            issuer: v.OIDC_ISSUER,
            clientId: v.OIDC_CLIENT_ID,
            clientSecret: v.OIDC_CLIENT_SECRET,
            /** Treats an address as verified if the issuer does not say. Ignored for multi-tenant issuers. */
            trustsEmail: v.OIDC_TRUST_EMAIL ?? false,
            /** How the provider signs ID tokens. */
            idTokenAlg: v.OIDC_ID_TOKEN_ALG ?? ID_TOKEN_ALGS[0],
          }
        : undefined,
    github: client(v.GITHUB_CLIENT_ID, v.GITHUB_CLIENT_SECRET),
    google: client(v.GOOGLE_CLIENT_ID, v.GOOGLE_CLIENT_SECRET),
    /** For sign-in links, invitations, and emails to owners about reported API keys. */
    email: v.EMAIL_SERVER && v.EMAIL_FROM ? { server: v.EMAIL_SERVER, from: v.EMAIL_FROM } : undefined,
  },
  stripe: {
    /** Absent only while building. The key decides whether this is Stripe's test or live mode. */
    secretKey: v.STRIPE_SECRET_KEY,
    /** Defaults to Stripe's own URL. */
    apiBaseUrl: v.STRIPE_API_BASE_URL,
    /** Empty when webhooks are not used. Two during rotation. */
    webhookSecrets: v.STRIPE_WEBHOOK_SECRET ?? [],
    /** Defaults to the account's default configuration. */
    portalConfiguration: v.STRIPE_PORTAL_CONFIGURATION,
    portalHosts: v.STRIPE_PORTAL_HOSTS ?? ['billing.stripe.com'],
    linkRecovery: v.STRIPE_PORTAL_LINK_RECOVERY ?? false,
    /** For a staging deployment that runs as production in Stripe's test mode. */
    testKeyAllowed: v.ALLOW_TEST_KEY ?? false,
  },
  /** Seconds from SIGTERM until the process is gone, whatever clients do. */
  stopWithinSeconds: v.STOP_WITHIN_SECONDS ?? 25,
  /** The least level that is logged. */
  logLevel: v.LOG_LEVEL ?? 'info',
  /** Where traces and metrics go, by OTLP over HTTP. Without it there are none. */
  otlpEndpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT,
  api: {
    rateLimitPerMinute: v.RATE_LIMIT_PER_MINUTE ?? 60,
    /** Other origins that the portal may return to. */
    allowedReturnOrigins: v.ALLOWED_RETURN_ORIGINS ?? [],
    /** Defaults to the deployment's origin. */
    docsUrl: v.DOCS_URL,
    /**
     * Without it no client address is known, because a client can forge any header that a proxy does not
     * overwrite.
     */
    clientAddressHeader: v.CLIENT_ADDRESS_HEADER,
  },
}))

function appEnvOf(v: z.output<typeof variables>): 'local' | 'preview' | 'production' {
  if (v.VERCEL_ENV) return v.VERCEL_ENV === 'development' ? 'local' : v.VERCEL_ENV
  return v.APP_ENV ?? (v.NODE_ENV === 'production' ? 'production' : 'local')
}

/** The names of all variables that are read, including NODE_ENV. */
export const VARIABLES: readonly string[] = Object.keys(variables.shape)

/**
 * Parses an environment, by default this process's.
 *
 * @throws {EnvironmentError} when a variable is malformed
 */
export function readEnv(source: Source = OWN_ENVIRONMENT): Env {
  const parsed = environment.safeParse(source)
  if (parsed.success) return parsed.data
  // A list has one issue per item, all with the same message.
  const problems = parsed.error.issues.map(({ path, message }) => {
    const variable = String(path[0])
    return [variable, { variable, sentence: `${variable} ${message}.` }] as const
  })
  throw new EnvironmentError([...new Map(problems).values()])
}

let memo: Env | undefined

/** This process's environment, parsed on first use. Throws {@link EnvironmentError} like {@link readEnv}. */
export function env(): Env {
  memo ??= readEnv()
  return memo
}
