import { Prisma } from '@/prisma/generated/client'
import type { Caller } from '../caller'
import { db } from '../db'
import { decisionOf, type RateLimitDecision, type TakenRow, takeFromBucket } from '../limits/rate-limit'

type KeyCaller = Extract<Caller, { kind: 'api-key' }>

type Row = TakenRow & {
  keyId: string
  scopes: string[]
  accountId: string
  accountName: string
  stripeCustomerId: string | null
  customerStaleAt: Date | null
}

/**
 * Finds a key and its account, unless the key is revoked or expired, and counts the request, all in one round
 * trip. The database's clock decides, which all instances share.
 *
 * The same statement records the use, at most once a minute, so a busy key is not rewritten at every request.
 * It skips a row that another request has locked, so no request waits for another.
 *
 * @param hash SHA-256 of what the caller sent
 * @param limit requests a minute for this key
 */
export async function findKeyCaller(
  hash: string,
  limit: number,
): Promise<{ caller: KeyCaller; decision: RateLimitDecision } | null> {
  const [row] = await db().rows<Row>(Prisma.sql`
    WITH valid AS (
      SELECT key.id, key.scopes, account.id AS account_id, account.name, account."stripeCustomerId",
        account."customerStaleAt"
      FROM "ApiKey" AS key JOIN "BillingAccount" AS account ON account.id = key."billingAccountId"
      WHERE key.hash = ${hash}
        AND key."revokedAt" IS NULL
        AND (key."expiresAt" IS NULL OR key."expiresAt" > now())
    ), used AS (
      UPDATE "ApiKey" SET "lastUsedAt" = now()
      WHERE id = (
        SELECT key.id FROM "ApiKey" AS key JOIN valid ON valid.id = key.id
        WHERE key."lastUsedAt" IS NULL OR key."lastUsedAt" <= now() - interval '1 minute'
        FOR NO KEY UPDATE OF key SKIP LOCKED
      )
    ), ${takeFromBucket(Prisma.sql`SELECT 'key:' || id FROM valid`, { limit })}
    SELECT id AS "keyId", scopes, account_id AS "accountId", name AS "accountName", "stripeCustomerId",
      "customerStaleAt", allowed, tokens
    FROM valid, taken`)
  if (!row) return null
  const { keyId, scopes, accountId, accountName, stripeCustomerId, customerStaleAt } = row
  const account = { id: accountId, name: accountName, stripeCustomerId, customerStaleAt }
  return { caller: { kind: 'api-key', keyId, scopes, account }, decision: decisionOf(row, { limit }) }
}
