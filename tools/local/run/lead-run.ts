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
 * Starts the parts that the environment lacks, runs the command and stops them again.
 *
 * @returns the command's exit code
 * @throws {Error} a sentence to show, when something cannot be started; everything else has been stopped then
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
 * The variables of a run: what is always needed, then what was given, then those of the parts that were
 * started. They are complete, so that a command which joins the run needs nothing else. Whatever the app
 * could read is among them, if only as an empty value: `next` reads `.env*` by itself and takes from there
 * what is not set.
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
    // Local parts talk to this machine alone, and so does Next.
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: o.secrets.nextAuthSecret,
    ORBITKIT_API_KEY: o.secrets.apiKey,
    ...o.given,
    PORT: String(o.port),
    ...Object.assign({}, ...o.parts.map(({ variables }) => variables)),
  }
}
