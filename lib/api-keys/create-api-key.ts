import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { apiKeyStart, hashApiKey, mintApiKey } from './format'

/** Live API keys that an account may have: neither revoked nor expired. */
export const MOST_LIVE_KEYS = 20

type NewApiKey = {
  accountId: string
  /** 1 to 100 characters, not blank. */
  name: string
  /** At least one. */
  scopes: readonly string[]
  /** From now until it expires, in seconds; null never expires. */
  lifetimeSeconds: number | null
  by: Actor
  from: RequestSource
}

export type ApiKeyCreated =
  /** `key` is seen here for the only time. */
  { kind: 'created'; id: string; key: string } | { kind: 'limit-reached' } | { kind: 'no-account' }

/**
 * Makes a key for a billing account, and records it. The database holds its hash and first characters alone.
 *
 * The statement holds the account's row while it counts, so that of any number of creations at once exactly
 * {@link MOST_LIVE_KEYS} come about.
 *
 * @throws {Prisma.PrismaClientKnownRequestError} when a check of the table refuses
 */
export async function createApiKey(fields: NewApiKey): Promise<ApiKeyCreated> {
  const { accountId, name, scopes, lifetimeSeconds, by, from } = fields
  const key = mintApiKey()
  const [made] = await db().$queryRaw<{ id: string | null; known: boolean }[]>`
    WITH account AS MATERIALIZED (
      SELECT "id" FROM "BillingAccount" WHERE "id" = ${accountId} FOR NO KEY UPDATE
    ), room AS MATERIALIZED (
      SELECT "id", live_api_keys("id") AS live FROM account
    ), created AS (
      INSERT INTO "ApiKey"
        ("id", "billingAccountId", "name", "hash", "start", "scopes", "expiresAt", "createdById")
      SELECT gen_random_uuid()::text, "id", ${name}::text, ${hashApiKey(key)}::text,
        ${apiKeyStart(key)}::text, ${[...scopes]}::text[],
        now() + make_interval(secs => ${lifetimeSeconds}::float8),
        ${by.kind === 'user' ? by.userId : null}::text
      FROM room WHERE live < ${MOST_LIVE_KEYS}
      RETURNING "id", "billingAccountId", "name", "start"
    ), ${recording({
      action: 'key.created',
      by,
      from,
      of: Prisma.sql`SELECT "billingAccountId", "id", "name", "start" FROM created`,
    })}
    SELECT (SELECT "id" FROM created) AS id, EXISTS (SELECT FROM account) AS known`
  if (made?.id) return { kind: 'created', id: made.id, key }
  return { kind: made?.known ? 'limit-reached' : 'no-account' }
}
