import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../local/postgres/start-postgres'
import { startStripe } from '../local/stripe/start-stripe'
import { PORTAL_HOST, startStripeOverHttps } from '../test/start-stripe-over-https'
import { bareEnvironment } from './parts/bare-environment'
import { runQuietly } from './parts/run-quietly'
import { withCleanUp } from './parts/with-clean-up'
import type { Rehearsal } from './rehearsal'
import { buildOnVercel } from './vercel/build-on-vercel'
import { callPortal } from './vercel/call-portal'
import { copyFunction } from './vercel/copy-function'
import { copyTree } from './vercel/copy-tree'
import { createKey } from './vercel/create-key'
import { installCli } from './vercel/install-cli'
import { openPage } from './vercel/open-page'

/**
 * What Vercel sets for a preview, https://vercel.com/docs/environment-variables/system-environment-variables
 */
const SYSTEM = {
  VERCEL: '1',
  VERCEL_ENV: 'preview',
  VERCEL_URL: 'billing-abc123.vercel.app',
  VERCEL_BRANCH_URL: 'billing-git-rehearsal.vercel.app',
  VERCEL_GIT_COMMIT_REF: 'rehearsal',
} as const

/** At run time only. */
const RUNTIME = { NODE_ENV: 'production', VERCEL_REGION: 'iad1' } as const

/** What the team sets for its previews, besides the database and Stripe. */
const SETTINGS = {
  NEXTAUTH_SECRET: 'only-for-this-rehearsal-and-not-a-secret',
  EMAIL_SERVER: 'smtps://smtp.example.com',
  EMAIL_FROM: 'billing@example.com',
  STRIPE_PORTAL_HOSTS: PORTAL_HOST,
}

/**
 * Builds a clean copy of the tree with Vercel's own CLI, without a variable and without Vercel's servers.
 * Then builds as Vercel does for a preview, first with a variable missing and then with an empty database,
 * and runs the built functions of the portal and of the proxy alone, with nothing but their own files.
 */
export const vercel: Rehearsal = {
  name: 'vercel',
  needs: 'npm’s registry or a cache of it, git, 2 GB of disk in the temporary folder, and 2 minutes',
  run: (progress) =>
    withCleanUp(async (later) => {
      const home = await mkdtemp(join(tmpdir(), 'orbitkit-rehearse-vercel-'))
      later(() => rm(home, { recursive: true, force: true }))
      progress('Installing Vercel’s CLI')
      const cli = await installCli(join(home, 'cli'))
      if (cli.kind === 'unavailable') return { kind: 'skipped', why: cli.why }

      progress('Building a clean copy of the tree with `vercel build`, without a variable')
      const tree = join(home, 'tree')
      await copyTree(tree)
      const built = await cli.build(tree)

      progress('Starting PostgreSQL and Stripe')
      const [postgres, localStripe] = await Promise.all([
        startPostgres({ directory: null }),
        startStripe({ statePath: null }),
      ])
      later(() => postgres.stop())
      later(() => localStripe.stop())
      const stripe = await startStripeOverHttps(localStripe.address)
      later(() => stripe.stop())
      const variables = {
        ...SYSTEM,
        ...postgres.variables,
        ...localStripe.variables,
        ...SETTINGS,
        STRIPE_API_BASE_URL: stripe.address,
      }

      progress('Building as Vercel does, with a variable missing')
      await buildOnVercel.refuses(tree, variables)
      // The build below replaces what `vercel build` traced.
      const own = join(home, 'function')
      const proxy = join(home, 'proxy')
      const runtime = 'nodejs24.x'
      const portal = { tree, name: 'api/billing-portal', to: own }
      const size = await copyFunction(portal, { runtime, maxDuration: 30 })
      await copyFunction({ tree, name: '_middleware', to: proxy }, { runtime })
      progress('Building as Vercel does, with an empty database')
      await buildOnVercel.migrates(tree, variables)

      const env = { ...bareEnvironment(), ...variables }
      const key = await createKey(localStripe, (args) =>
        runQuietly(process.execPath, ['--import', 'tsx', 'tools/admin.ts', ...args], { cwd: tree, env }),
      )
      progress('Calling the built function')
      const called = await callPortal(own, { key, env: { ...env, ...RUNTIME } })

      const back = stripe.returnUrls().at(-1)
      if (back !== `https://${SYSTEM.VERCEL_BRANCH_URL}/billing`)
        throw new Error(`The portal leads back to ${back}, which is not the preview.`)
      progress('Opening a page at the deployment’s own URL')
      await openPage(proxy, { system: SYSTEM, env: { ...env, ...RUNTIME } })
      return {
        kind: 'passed',
        figures: `CLI ${cli.version}: built in ${built.seconds} s; function ${size}; ${called}`,
      }
    }),
}
