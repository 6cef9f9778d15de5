import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { MAX_LIVE_KEYS } from './create-api-key'
import { apiKeyStart, hashApiKey, mintApiKey } from './format'

/** How long a rotated key may still work at most, in hours. */
export const MAX_OVERLAP_HOURS = 24

type Rotation = {
  /** The key to replace. */
  id: string
  /** The account that it must belong to; another account's key looks absent. */
  accountId: string
  /** Whole hours, 0 to {@link MAX_OVERLAP_HOURS}. */
  overlapHours: number
  /** The new key's lifetime in seconds; null never expires. */
  lifetimeSeconds: number | null
  by: Actor
  from: RequestSource
}

export type ApiKeyRotated =
  /** `key` is returned only here. The old key works until `oldEndsAt`. */
  | { kind: 'rotated'; id: string; key: string; oldEndsAt: Date }
  /** Revoked or expired. */
  | { kind: 'not-live' }
  /** It already has a successor. */
  | { kind: 'already-rotated' }
  | { kind: 'limit-reached' }
  | { kind: 'not-found' }

type Row = {
  id: string | null
  oldEndsAt: Date | null
  known: boolean
  live: boolean
  replaced: boolean
  full: boolean
}

/**
 * Replaces a key with a new one of the same name and scopes. The old key works for the overlap, but never
 * past its own expiry.
 *
 * Concurrent rotations of a key create one new key. During an overlap both keys count towards the account's
 * limit.
 */
export async function rotateApiKey(rotation: Rotation): Promise<ApiKeyRotated> {
  const { id, accountId, overlapHours, lifetimeSeconds, by, from } = rotation
  const key = mintApiKey()
  const [row] = await db().$queryRaw<Row[]>`
    WITH account AS MATERIALIZED (
      SELECT "id" FROM "BillingAccount" WHERE "id" = ${accountId} FOR NO KEY UPDATE
    ), room AS MATERIALIZED (
      SELECT "id", live_api_keys("id") - (${overlapHours}::int = 0)::int >= ${MAX_LIVE_KEYS} AS "full"
      FROM account
    ), old AS MATERIALIZED (
      SELECT key."id", key."billingAccountId", key."name", key."scopes", key."start"
      FROM "ApiKey" AS key JOIN room ON room."id" = key."billingAccountId"
      WHERE key."id" = ${id} AND key."revokedAt" IS NULL
        AND (key."expiresAt" IS NULL OR key."expiresAt" > now())
      FOR NO KEY UPDATE OF key
    ), created AS (
      INSERT INTO "ApiKey"
        ("id", "billingAccountId", "name", "hash", "start", "scopes", "expiresAt", "createdById",
          "replacesId")
      SELECT gen_random_uuid()::text, old."billingAccountId", old."name", ${hashApiKey(key)}::text,
        ${apiKeyStart(key)}::text, old."scopes", now() + make_interval(secs => ${lifetimeSeconds}::float8),
        ${by.kind === 'user' ? by.userId : null}::text, old."id"
      FROM old JOIN room ON NOT room."full"
      ON CONFLICT ("replacesId") DO NOTHING
      RETURNING "id"
    ), ended AS (
      UPDATE "ApiKey" AS key
      -- A check requires expiresAt to be after createdAt, even for a key that is rotated in the millisecond
      -- it was created.
      SET "expiresAt" = greatest(
        least(key."expiresAt", now() + make_interval(hours => ${overlapHours}::int)),
        key."createdAt" + interval '1 millisecond'
      )
      FROM old WHERE key."id" = old."id" AND EXISTS (SELECT FROM created)
      RETURNING key."expiresAt"
    ), ${recording({
      action: 'key.rotated',
      by,
      from,
      of: Prisma.sql`
        SELECT "billingAccountId", "id", "name", "start" FROM old WHERE EXISTS (SELECT FROM created)`,
    })}
    SELECT (SELECT "id" FROM created) AS id,
      (SELECT "expiresAt" FROM ended) AS "oldEndsAt",
      EXISTS (SELECT FROM "ApiKey" WHERE "id" = ${id} AND "billingAccountId" = ${accountId}) AS known,
      EXISTS (SELECT FROM old) AS live,
      EXISTS (SELECT FROM "ApiKey" WHERE "replacesId" = ${id}) AS replaced,
      coalesce((SELECT "full" FROM room), false) AS "full"`
  return outcome(key, row)
}

function outcome(key: string, row: Row | undefined): ApiKeyRotated {
  if (row?.id && row.oldEndsAt) return { kind: 'rotated', id: row.id, key, oldEndsAt: row.oldEndsAt }
  if (!row?.known) return { kind: 'not-found' }
  if (row.replaced) return { kind: 'already-rotated' }
  if (!row.live) return { kind: 'not-live' }
  return { kind: row.full ? 'limit-reached' : 'already-rotated' }
}
