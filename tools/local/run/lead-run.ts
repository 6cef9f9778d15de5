import getPort, { portNumbers } from 'get-port'
import { readEnvFiles } from '../../read-env-files'
import type { Lead } from './claim-run'
import { givenSettings } from './given-settings'
import { keepSecrets } from './keep-secrets'
import { localVariables } from './local-variables'
import type { Command } from './parse-arguments'
import { prepareDatabase } from './prepare-database'
import { runCommand } from './run-command'
import { say } from './say'
import { startParts } from './start-parts'
import { showWelcome } from './welcome'

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
