import { db } from '@/lib/db'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { runAdmin } from './run-admin'

/** The exit code and what a command printed. `output` is the parsed standard output, or '' if it is empty. */
type Outcome = { code: number; output: Output; stderr: string }

// biome-ignore lint/suspicious/noExplicitAny: each test reads another shape, and fails if it does not match.
type Output = any

export type TestOperator = {
  /** Runs a command, such as `run('account', 'show', id)`. */
  run(...args: string[]): Promise<Outcome>
  database: OwnDatabase
  stripe: TestStripe
  newCustomer(): Promise<string>
  stop(): Promise<void>
}

/**
 * Starts an operator with a database and a Stripe account for one test file. Call it before anything reads
 * the environment.
 */
export async function startTestOperator(): Promise<TestOperator> {
  const [database, stripe] = await Promise.all([createOwnDatabase(), startTestStripe()])
  Object.assign(process.env, {
    APP_ENV: 'local',
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_API_BASE_URL: stripe.url,
    STRIPE_PORTAL_HOSTS: new URL(stripe.url).host,
    STRIPE_PORTAL_CONFIGURATION: '',
  })
  return {
    database,
    stripe,
    async run(...args) {
      let stdout = ''
      let stderr = ''
      const code = await runAdmin(args, {
        out: (text) => {
          stdout += text
        },
        err: (text) => {
          stderr += text
        },
        isTerminal: false,
      })
      return { code, output: stdout && JSON.parse(stdout), stderr }
    },
    newCustomer: async () => (await stripe.client.customers.create({})).id,
    async stop() {
      await db().$disconnect()
      await Promise.all([database.drop(), stripe.stop()])
    },
  }
}
