/**
 * `npm run local -- [--welcome] [--no-env-files] COMMAND…` runs a command with everything the app needs: it
 * starts what is lacking (PostgreSQL, Stripe, an OpenID provider, a mail inbox), sets the variables, migrates
 * and seeds, runs COMMAND, stops what it started, and exits as COMMAND did.
 *
 * A part whose variable is set (DATABASE_URL, STRIPE_SECRET_KEY, OIDC_ISSUER, EMAIL_SERVER), in the
 * environment or in the app's `.env*` files, is not started; an empty variable counts as unset. Data stay
 * under `.local`, or LOCAL_DIRECTORY. While one run is up, another in the same directory joins it, with what
 * is set for it alone: `npm run local -- npm run admin …` beside `npm run dev` is about the same accounts.
 * Standard output is COMMAND's alone. `--welcome` says how to begin, once COMMAND answers over HTTP;
 * `--no-env-files` leaves the files alone, for tests.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import '../generate-client.mjs'
import { claimRun } from './run/claim-run'
import { givenSettings } from './run/given-settings'
import { leadRun } from './run/lead-run'
import { parseArguments } from './run/parse-arguments'
import { ROOT } from './run/root'
import { runCommand } from './run/run-command'

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
