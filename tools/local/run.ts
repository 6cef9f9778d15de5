/**
 * `npm run local -- [--welcome] [--no-env-files] COMMAND…` runs a command with everything the app needs. It
 * starts what is missing (PostgreSQL, Stripe, an OpenID provider, a mail inbox), sets the variables, migrates
 * and seeds the database, runs COMMAND, stops what it started, and exits with COMMAND's exit code.
 *
 * A part is not started if its variable (DATABASE_URL, STRIPE_SECRET_KEY, OIDC_ISSUER, EMAIL_SERVER) is set
 * in the environment or in the app's `.env*` files. An empty variable counts as unset. Data is stored in
 * `.local`, or LOCAL_DIRECTORY. While one run is up, another run in the same directory joins it, so `npm
 * run local -- npm run admin …` uses the same accounts as `npm run dev`. A joining run keeps its own
 * environment variables. Only COMMAND writes to standard output. `--welcome` prints how to begin once
 * COMMAND responds over HTTP. `--no-env-files` ignores `.env*`, for tests.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import '../generate-client.mjs'
import { ROOT } from '../read-env-files'
import { claimRun } from './run/claim-run'
import { givenSettings } from './run/given-settings'
import { leadRun } from './run/lead-run'
import { type Command, runCommand } from './run/run-command'

try {
  const { welcome, envFiles, command } = parseArguments(process.argv.slice(2))
  const directory = resolve(ROOT, process.env.LOCAL_DIRECTORY || '.local')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const claim = await claimRun(directory)
  process.exit(
    claim.kind === 'join'
      ? await runCommand({ command, variables: { ...claim.variables, ...givenSettings(process.env).given } })
      : await leadRun({ claim, directory, welcome, envFiles, command }),
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

type Arguments = {
  welcome: boolean
  /** Whether `.env*` is read. */
  envFiles: boolean
  command: Command
}

/** @throws {Error} the usage, if there is no command */
function parseArguments(args: string[]): Arguments {
  const start = args.findIndex((arg) => arg !== '--welcome' && arg !== '--no-env-files')
  const options = args.slice(0, start)
  const [program, ...rest] = args.slice(start)
  if (start < 0 || !program || program.startsWith('--')) {
    throw new Error(
      'Usage: npm run local -- [--welcome] [--no-env-files] COMMAND…, such as: npm run local -- npm start',
    )
  }
  return {
    welcome: options.includes('--welcome'),
    envFiles: !options.includes('--no-env-files'),
    command: [program, ...rest],
  }
}
