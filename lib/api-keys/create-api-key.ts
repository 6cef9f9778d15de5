import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { apiKeyStart, hashApiKey, mintApiKey } from './format'

/** The most live API keys per account: neither revoked nor expired. */
export const MAX_LIVE_KEYS = 20

type NewApiKey = {
  accountId: string
  /** 1 to 100 characters, not blank. */
  name: string
  /** At least one. */
  scopes: readonly string[]
  /** In seconds; null never expires. */
  lifetimeSeconds: number | null
  by: Actor
  from: RequestSource
}

export type ApiKeyCreated =
  /** `key` is returned only here. */
  { kind: 'created'; id: string; key: string } | { kind: 'limit-reached' } | { kind: 'no-account' }

/**
 * Creates a key for a billing account, and records it. The database stores only its hash and first
 * characters.
 *
 * The statement locks the account's row while it counts, so concurrent calls never exceed {@link
 * MAX_LIVE_KEYS}.
 *
 * @throws {Prisma.PrismaClientKnownRequestError} when a table constraint is violated
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
      FROM room WHERE live < ${MAX_LIVE_KEYS}
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
