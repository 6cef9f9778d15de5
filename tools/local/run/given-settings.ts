import { VARIABLES } from '@/lib/env'
import type { FromFile } from '../../read-env-files'

/** Every variable that configures the app or its tools, but for the one that is Next's own. */
export const SETTINGS = [...VARIABLES.filter((name) => name !== 'NODE_ENV'), 'VERCEL', 'ORBITKIT_API_KEY']

/** What says which deployment this is, as `vercel env pull` writes it. Local parts are never another one. */
const DEPLOYMENT = /^(APP_ENV|VERCEL|VERCEL_.*)$/

/**
 * The parts, each by the variable that makes it unnecessary, and what else belongs to the thing that this
 * variable names: without it, such as a portal configuration of another Stripe account, it only does harm.
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
  /** The settings that count, none of them empty. */
  given: Record<string, string>
  /** For people to read: which parts are not started because of a file, and what of a file is left out. */
  notes: string[]
}

/**
 * What a run takes from its environment and, where that is silent, from `.env*`. Whoever sets a variable for
 * this one run means it; a file is for all kinds of runs, so what belongs to a part's rival is left out with
 * the rival.
 *
 * @param environment the process's; an empty variable counts as unset there and is not looked for in a file
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
    // Without its DATABASE_URL it would lead migrations away even if somebody set it for this one run.
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
    notes.push(`Not taken from ${file}, because local parts are another deployment: ${names.join(', ')}`)
  return { given, notes }
}
