import { VARIABLES } from '@/lib/env'
import type { FromFile } from '../../read-env-files'

/** Every variable that configures the app or its tools, except NODE_ENV, which belongs to Next. */
export const SETTINGS = [...VARIABLES.filter((name) => name !== 'NODE_ENV'), 'VERCEL', 'ORBITKIT_API_KEY']

/** Variables that identify a deployment (from `vercel env pull`). Local parts are never that deployment. */
const DEPLOYMENT = /^(APP_ENV|VERCEL|VERCEL_.*)$/

/**
 * The parts, each with the variable that makes it unnecessary. `belongings` are settings that only fit the
 * service that this variable names, such as a portal configuration of another Stripe account.
 */
const PARTS = [
  { variable: 'DATABASE_URL', name: 'PostgreSQL', belongings: /^DIRECT_DATABASE_URL$/ },
  {
    variable: 'STRIPE_SECRET_KEY',
    name: 'Stripe',
    belongings: /^(ALLOW_TEST_KEY|STRIPE_(?!PORTAL_LINK_RECOVERY$).*)$/,
  },
  { variable: 'OIDC_ISSUER', name: 'OpenID provider', belongings: /^OIDC_/ },
  { variable: 'EMAIL_SERVER', name: 'mail inbox', belongings: /^EMAIL_/ },
] as const

export type GivenSettings = {
  /** The settings to use, none of them empty. */
  given: Record<string, string>
  /** Messages: which parts are not started because of a file, and which settings of a file are ignored. */
  notes: string[]
}

/**
 * Reads a run's settings from its environment and then from `.env*`. A variable in the environment is meant
 * for this run. A file is shared by all kinds of runs, so the `belongings` of a service that is not named are
 * ignored.
 *
 * @param environment the process's environment; an empty variable counts as unset and is not looked up in a
 *   file
 */
export function givenSettings(
  environment: Readonly<Record<string, string | undefined>>,
  files: ReadonlyMap<string, FromFile> = new Map(),
): GivenSettings {
  const given: Record<string, string> = {}
  const notes: string[] = []
  const leftOut = new Map<string, string[]>()
  const isNamed = (variable: string) => Boolean((environment[variable] ?? files.get(variable)?.value)?.trim())
  const lacking = PARTS.filter(({ variable }) => !isNamed(variable))

  for (const setting of SETTINGS) {
    const own = environment[setting]
    const { value = '', file } =
      own === undefined ? (files.get(setting) ?? {}) : { value: own, file: undefined }
    if (!value.trim()) continue
    const belongsElsewhere = lacking.some(({ belongings }) => belongings.test(setting))
    // Without its DATABASE_URL it would send migrations to another database, even when set for this run.
    const isUnwanted =
      DEPLOYMENT.test(setting) || (belongsElsewhere && (file || setting === 'DIRECT_DATABASE_URL'))
    if (!isUnwanted) given[setting] = value
    else if (file) leftOut.set(file, [...(leftOut.get(file) ?? []), setting])
  }

  for (const { variable, name } of PARTS) {
    const file = given[variable] && environment[variable] === undefined && files.get(variable)?.file
    if (file) notes.push(`${variable} comes from ${file}: using it instead of a local ${name}`)
  }
  for (const [file, names] of leftOut)
    notes.push(`Ignored in ${file}, because local parts are another deployment: ${names.join(', ')}`)
  return { given, notes }
}
