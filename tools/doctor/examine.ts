import { examineEnvironment } from '@/lib/boot-guards'
import type { VariableProblem } from '@/lib/environment-error'
import { redact } from '@/lib/log'
import type { Check, Finding, Result } from './check'
import { checkDatabase } from './check-database'
import { checkEmail } from './check-email'
import { checkFigures } from './check-figures'
import { checkGrants } from './check-grants'
import { checkMigrationConnection } from './check-migration-connection'
import { checkMigrations } from './check-migrations'
import { checkOrigin } from './check-origin'
import { checkPortal } from './check-portal'
import { checkSignIn } from './check-sign-in'
import { checkStripe } from './check-stripe'
import { checkWebhook } from './check-webhook'

const checkEnvironment: Check = {
  name: 'environment',
  variables: [],
  needs: [],
  async look({ appEnv }) {
    return { ok: true, words: `APP_ENV is ${appEnv}, and every variable is valid` }
  },
}

const CHECKS: readonly Check[] = [
  checkEnvironment,
  checkDatabase,
  checkMigrationConnection,
  checkMigrations,
  checkGrants,
  checkStripe,
  checkPortal,
  checkFigures,
  checkWebhook,
  checkOrigin,
  checkSignIn,
  checkEmail,
]

/** Runs every check for a deployment with this environment, in parallel. One fault fails one check. */
export async function examine(source: Readonly<Record<string, string | undefined>>): Promise<Result[]> {
  const { env, problems } = examineEnvironment(source)
  const results = new Map<Check, Promise<Result>>()
  for (const check of CHECKS) results.set(check, run(check))
  return Promise.all(results.values())

  async function run(check: Check): Promise<Result> {
    const { name } = check
    const own = problems.filter((problem) => ownerOf(problem) === check)
    if (own.length > 0) {
      const todo = own.map(({ sentence }) => sentence).join(' ')
      return { name, state: 'failed', words: 'a variable is missing or invalid', todo }
    }
    const needed = await Promise.all(check.needs.map((need) => results.get(need)))
    const missing = needed.find((result) => result && result.state !== 'ok')
    if (missing)
      return { name, state: 'skipped', words: `not checked, because it needs: ${missing.name}`, todo: null }
    const finding = await check.look(env).catch(unforeseen)
    return {
      name,
      state: finding.ok ? 'ok' : 'failed',
      words: redact(finding.words),
      todo: finding.ok ? null : redact(finding.todo),
    }
  }
}

/** A bug in one check must not hide the results of the others. */
function unforeseen(error: unknown): Finding {
  const words = `the check itself failed (${error instanceof Error ? error.message : 'no reason given'})`
  return { ok: false, words, todo: 'Check this by hand, and report the message above as a bug.' }
}

/** The check that covers a variable; `environment` covers the rest. */
function ownerOf({ variable }: VariableProblem): Check {
  return CHECKS.find(({ variables }) => variables.includes(variable)) ?? checkEnvironment
}
