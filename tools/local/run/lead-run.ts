import { constants } from 'node:os'
import { readEnvFiles } from '../../read-env-files'
import { choosePort } from './choose-port'
import type { Lead } from './claim-run'
import { givenSettings } from './given-settings'
import { takeInterruptions } from './interruptions'
import { keepSecrets } from './keep-secrets'
import { localVariables } from './local-variables'
import type { Command } from './parse-arguments'
import { prepareDatabase } from './prepare-database'
import { showProgress } from './progress'
import { runCommand } from './run-command'
import { startParts } from './start-parts'
import { showWelcome } from './welcome'

/**
 * Starts the parts that the environment lacks, runs the command and stops them again.
 * @returns the command's exit code; 128 + n when signal n came before the command could be run
 * @throws {Error} a sentence to show, when something cannot be started; everything else has been stopped then
 */
export async function leadRun(o: {
  claim: Lead
  directory: string
  welcome: boolean
  envFiles: boolean
  command: Command
}): Promise<number> {
  const interruptions = takeInterruptions()
  const progress = showProgress()
  const { given, notes } = givenSettings(process.env, o.envFiles ? readEnvFiles() : undefined)
  const secrets = keepSecrets(o.directory)
  const port = given.PORT ? Number(given.PORT) : await choosePort()
  const onStarted = ({ name, address }: { name: string; address: string }) =>
    progress.done(`${name} at ${address}`)

  for (const note of notes) progress.done(note)
  progress.working('Starting local parts')
  const parts = startParts({ directory: o.directory, given, port, secrets, onStarted })
  const preparing = new AbortController()
  const prepare = async () => {
    const variables = localVariables({ given, parts: await parts.started, port, secrets })
    progress.working('Preparing the database')
    progress.done(await prepareDatabase(variables, preparing.signal))
    return variables
  }
  let code = 1
  try {
    const ready = await Promise.race([prepare(), interruptions.first])
    if (typeof ready === 'string') {
      preparing.abort()
      code = 128 + constants.signals[ready]
      return code
    }
    o.claim.publish(ready)
    if (o.welcome) void showWelcome(ready, await parts.started)
    const { mark, noteCommand } = o.claim
    code = await runCommand({ command: o.command, variables: ready, mark, interruptions, noteCommand })
    return code
  } finally {
    progress.end()
    // Whoever is in a hurry leaves the rest to the guardian.
    interruptions.handle(() => process.exit(code))
    o.claim.retire()
    await parts.stop()
    o.claim.release()
  }
}
