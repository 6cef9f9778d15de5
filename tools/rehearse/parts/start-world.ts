import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import Stripe from 'stripe'
import { apiKeyStart, hashApiKey, mintApiKey } from '@/lib/api-keys/format'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { startPostgres } from '../../local/postgres/start-postgres'
import { startStripe } from '../../local/stripe/start-stripe'
import { ROOT } from '../../read-env-files'
import { projectEnvironment } from './project-environment'
import { runQuietly } from './run-quietly'

/**
 * What an instance needs, of its own and gone with the rehearsal: PostgreSQL, migrated unless said otherwise,
 * and Stripe, with one customer. `variables` make an instance use them.
 */
export async function startWorld(
  later: (step: () => Promise<unknown>) => void,
  { migrated = true }: { migrated?: boolean } = {},
) {
  const postgres = await startPostgres({ directory: null })
  later(() => postgres.stop())
  const stripe = await startStripe({ statePath: null })
  later(() => stripe.stop())
  const variables: Record<string, string> = {
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    // One way to sign in must be configured. Only a rehearsal that signs in uses another one.
    EMAIL_SERVER: 'smtps://smtp.example.com',
    EMAIL_FROM: 'billing@example.com',
    ...stripe.variables,
    ...postgres.variables,
  }
  const databaseUrl = String(postgres.variables.DATABASE_URL)
  if (migrated)
    await runQuietly('prisma', ['migrate', 'deploy'], { cwd: ROOT, env: projectEnvironment(variables) })

  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  later(() => database.end())
  const { hostname: host, port } = new URL(stripe.address)
  const client = new Stripe(stripe.variables.STRIPE_SECRET_KEY ?? '', { protocol: 'http', host, port })
  const { id: customer } = await client.customers.create({ name: 'Northwind Studio' })

  return {
    variables,
    database,
    databaseUrl,
    stripe,
    customer,
    /** A billing account with the customer. Returns its id. */
    async createAccount(): Promise<string> {
      const id = randomUUID()
      await database.query(
        `INSERT INTO "BillingAccount" (id, name, "stripeCustomerId", "updatedAt")
         VALUES ($1, 'Northwind Studio', $2, now())`,
        [id, customer],
      )
      return id
    },
    async createKey(account: string): Promise<string> {
      const key = mintApiKey()
      await database.query(
        `INSERT INTO "ApiKey" (id, name, hash, start, scopes, "billingAccountId")
         VALUES ($1, 'Rehearsal', $2, $3, $4, $5)`,
        [randomUUID(), hashApiKey(key), apiKeyStart(key), [PORTAL_SCOPE], account],
      )
      return key
    },
    /** A signed-in owner of an account. Returns the session's token. */
    async createSession(account: string): Promise<string> {
      const token = randomUUID()
      await database.query(
        `WITH person AS (
           INSERT INTO "User" (id, name, email, "emailVerified") VALUES ($2, 'Olivia', $1, now()) RETURNING id
         ), session AS (
           INSERT INTO "Session" (id, "sessionToken", "userId", expires)
           SELECT $2, $2, id, now() + interval '1 hour' FROM person
         )
         INSERT INTO "Membership" ("userId", "billingAccountId", role) SELECT id, $3, 'OWNER' FROM person`,
        [`${token}@example.com`, token, account],
      )
      return token
    },
  }
}
