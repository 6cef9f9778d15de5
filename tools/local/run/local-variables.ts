import type { LocalPart } from '../part'
import { SETTINGS } from './given-settings'
import type { Secrets } from './keep-secrets'

/**
 * The variables of a run: what is always needed, then what was given, then those of the parts that were
 * started. They are complete, so that a command which joins the run needs nothing else. Whatever the app
 * could read is among them, if only as an empty value: `next` reads `.env*` by itself and takes from there
 * what is not set.
 */
export function localVariables(o: {
  given: Record<string, string>
  parts: LocalPart[]
  port: number
  secrets: Secrets
}): Record<string, string> {
  return {
    ...Object.fromEntries(SETTINGS.map((name) => [name, ''])),
    APP_ENV: 'local',
    // Local parts talk to this machine alone, and so does Next.
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: o.secrets.nextAuthSecret,
    ORBITKIT_API_KEY: o.secrets.apiKey,
    ...o.given,
    PORT: String(o.port),
    ...Object.assign({}, ...o.parts.map(({ variables }) => variables)),
  }
}
