import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { hashApiKey, mintApiKey } from '@/lib/api-keys/format'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import type { Headers } from '../load/load'

export type Callers = {
  keys: Headers[]
  sessions: Headers[]
  /** Those of the accounts that these callers belong to. */
  customers: string[]
}

/** Of each account, in the record of what its people did. */
const EVENTS = 20

type Size = {
  accounts: number
  keys: number
  /** How many of the keys are known, spread evenly over the table; and as many signed-in people. */
  callers: number
}

/**
 * Fills an empty database. Key `i` belongs to account `i mod accounts`, and each person owns an account.
 * Foreign keys are not checked for each row, because the rows are made to match.
 */
export async function seed(url: string, { accounts, keys, callers }: Size): Promise<Callers> {
  const known = Array.from({ length: callers }, mintApiKey)
  const tokens = Array.from({ length: callers }, () => randomUUID())
  /** From one known key to the next. */
  const step = Math.floor(keys / callers)
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`SET session_replication_role = replica`)
  await client.query(
    `INSERT INTO "BillingAccount" (id, name, "stripeCustomerId", "updatedAt")
     SELECT 'account-' || i, 'Account ' || i, 'cus_bench' || i, now() FROM generate_series(1, $1::int) AS i`,
    [accounts],
  )
  await client.query(
    `INSERT INTO "ApiKey" (id, "billingAccountId", name, hash, start, scopes)
     SELECT 'key-' || i, 'account-' || (i - 1) % $2::int + 1, 'Key ' || i,
       coalesce(known.hash, encode(sha256(i::text::bytea), 'hex')), 'orbitkit_' || i % 10000, ARRAY[$4]
     FROM generate_series(1, $1::int) AS i
     LEFT JOIN unnest($3::text[]) WITH ORDINALITY AS known (hash, position) ON position * $5::int = i`,
    [keys, accounts, known.map(hashApiKey), PORTAL_SCOPE, step],
  )
  await client.query(
    `INSERT INTO "User" (id, email, "emailVerified")
     SELECT 'user-' || i, 'person-' || i || '@example.com', now() FROM generate_series(1, $1::int) AS i`,
    [callers],
  )
  await client.query(
    `INSERT INTO "Membership" ("userId", "billingAccountId", role)
     SELECT 'user-' || i, 'account-' || i, 'OWNER' FROM generate_series(1, $1::int) AS i`,
    [callers],
  )
  await client.query(
    `INSERT INTO "Session" (id, "sessionToken", "userId", expires)
     SELECT 'session-' || i, token, 'user-' || i, now() + interval '1 day'
     FROM unnest($1::text[]) WITH ORDINALITY AS made (token, i)`,
    [tokens],
  )
  // As in a deployment that is used: PostgreSQL would keep the plan that it makes for an empty table, until it
  // has counted the rows.
  await client.query(
    `INSERT INTO "AuditEvent" (id, "billingAccountId", action, actor, "actorId")
     SELECT 'event-' || i, 'account-' || (i - 1) % $1::int + 1, 'portal.requested', 'USER',
       'user-' || (i - 1) % $1::int + 1
     FROM generate_series(1, $1::int * $2::int) AS i`,
    [callers, EVENTS],
  )
  await client.query('VACUUM ANALYZE')
  await client.end()
  return {
    keys: known.map((key) => ({ Authorization: `Bearer ${key}` })),
    sessions: tokens.map((token) => ({
      Cookie: `next-auth.session-token=${token}`,
      'Sec-Fetch-Site': 'same-origin',
    })),
    customers: known.flatMap((_, i) => [
      `cus_bench${i + 1}`,
      `cus_bench${(((i + 1) * step - 1) % accounts) + 1}`,
    ]),
  }
}
