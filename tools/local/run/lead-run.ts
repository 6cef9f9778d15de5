import getPort, { portNumbers } from 'get-port'
import { readEnvFiles } from '../../read-env-files'
import type { LocalPart } from '../part'
import type { Lead } from './claim-run'
import { givenSettings, SETTINGS } from './given-settings'
import { keepSecrets, type Secrets } from './keep-secrets'
import { prepareDatabase } from './prepare-database'
import { type Command, runCommand } from './run-command'
import { say, startParts } from './start-parts'
import { showWelcome } from './welcome-text'

/**
 * Starts the missing parts, runs the command and stops the parts again.
 *
 * @returns the command's exit code
 * @throws {Error} a message to show, if a part cannot be started; the others are stopped first
 */
export async function leadRun(o: {
  claim: Lead
  directory: string
  welcome: boolean
  envFiles: boolean
  command: Command
}): Promise<number> {
  const { given, notes } = givenSettings(process.env, o.envFiles ? readEnvFiles() : undefined)
  notes.forEach(say)
  const secrets = keepSecrets(o.directory)
  const port = given.PORT ? Number(given.PORT) : await getPort({ port: portNumbers(3000, 3999) })
  const starting = startParts({ directory: o.directory, given, port, secrets })
  try {
    const parts = await Promise.all(starting)
    const variables = localVariables({ given, parts, port, secrets })
    say(await prepareDatabase(variables))
    o.claim.note({ variables })
    if (o.welcome) void showWelcome(variables, parts)
    const onStarted = (command: { pid: number; started: string }) => o.claim.note({ command })
    return await runCommand({ command: o.command, variables, onStarted })
  } finally {
    o.claim.note({ variables: undefined })
    const settled = await Promise.allSettled(starting)
    await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)))
  }
}

/**
 * A run's variables: defaults, then the given settings, then the variables of the started parts. They are
 * complete, so that a joining command needs nothing else. Every setting of the app is included, if only as an
 * empty value, because `next` reads unset variables from `.env*`.
 */
function localVariables(o: {
  given: Record<string, string>
  parts: LocalPart[]
  port: number
  secrets: Secrets
}): Record<string, string> {
  return {
    ...Object.fromEntries(SETTINGS.map((name) => [name, ''])),
    APP_ENV: 'local',
    // Local parts only use this machine, and so should Next.
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: o.secrets.nextAuthSecret,
    ORBITKIT_API_KEY: o.secrets.apiKey,
    ...o.given,
    PORT: String(o.port),
    ...Object.assign({}, ...o.parts.map(({ variables }) => variables)),
  }
}
