import type { LocalPart } from '../part'
import type { Secrets } from './keep-secrets'

/** What configures the app, as opposed to the machine. */
const APP_VARIABLE = /^(APP_|DATABASE_|DIRECT_DATABASE_|NEXTAUTH_|OIDC_|STRIPE_|ORBITKIT_API_KEY$|PORT$)/

/**
 * The variables of a run: those of the parts that were started, then what was given, then what is always needed.
 * They are complete, so that a command which joins the run needs nothing else.
 */
export function localVariables(o: {
  given: Record<string, string>
  parts: LocalPart[]
  port: number
  secrets: Secrets
}): Record<string, string> {
  const ofParts = Object.assign({}, ...o.parts.map(({ variables }) => variables)) as Record<string, string>
  return {
    APP_ENV: 'local',
    // Local parts talk to this machine alone, and so does Next.
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(o.port),
    NEXTAUTH_SECRET: o.secrets.nextAuthSecret,
    ORBITKIT_API_KEY: o.secrets.apiKey,
    ...Object.fromEntries(Object.entries(o.given).filter(([name]) => APP_VARIABLE.test(name))),
    ...ofParts,
    // Migrations prefer it, and it would lead them to another database than the one that was just started.
    ...(ofParts.DATABASE_URL && { DIRECT_DATABASE_URL: '' }),
  }
}
