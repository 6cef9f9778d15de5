import type { CallerAccount } from '../caller'
import { db } from '../db'
import { apiKeyStart, hashApiKey, mintApiKey } from './format'

type NewApiKey = {
  billingAccountId: string
  /** 1 to 100 characters, not blank. */
  name: string
  /** At least one. */
  scopes: readonly string[]
  /** Null never expires. */
  expiresAt: Date | null
  /** The user who makes it; null when an operator does. */
  createdById: string | null
}

/**
 * Makes a key for a billing account. The database holds its hash and first characters alone.
 *
 * @returns the key itself, for the only time
 * @throws {Prisma.PrismaClientKnownRequestError} when there is no such account (P2003) or a check of the table
 *   refuses (P2004)
 */
export async function createApiKey({ scopes, ...fields }: NewApiKey): Promise<{ id: string; key: string }> {
  const key = mintApiKey()
  const { id } = await db().apiKey.create({
    data: { ...fields, scopes: [...scopes], hash: hashApiKey(key), start: apiKeyStart(key) },
    select: { id: true },
  })
  return { id, key }
}

export type ApiKeyRevocation = { kind: 'revoked' } | { kind: 'already-revoked' } | { kind: 'not-found' }

/**
 * Revokes a key for good, from the very next request on: nothing caches that a key was good.
 *
 * @param within the account that the key must belong to, for callers who may revoke their own keys alone;
 *   another's looks absent
 */
export async function revokeApiKey(
  id: string,
  within: { billingAccountId?: string } = {},
): Promise<ApiKeyRevocation> {
  const { count } = await db().apiKey.updateMany({
    where: { id, ...within, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  if (count > 0) return { kind: 'revoked' }
  const known = await db().apiKey.count({ where: { id, ...within } })
  return known > 0 ? { kind: 'already-revoked' } : { kind: 'not-found' }
}

/** An account's keys as its members may see them, the newest first; revoked and expired ones too. */
export async function listApiKeys(billingAccountId: string) {
  return db().apiKey.findMany({
    where: { billingAccountId },
    omit: { hash: true, billingAccountId: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
}

type FoundCaller = { kind: 'api-key'; keyId: string; scopes: readonly string[]; account: CallerAccount }

type Row = {
  keyId: string
  scopes: string[]
  accountId: string
  accountName: string
  stripeCustomerId: string | null
  customerStaleAt: Date | null
}

/**
 * Finds who calls with a key, in one round trip: the key and its account, unless it is expired or revoked by the
 * database's clock, which all instances share.
 *
 * The same statement records the use, at most once a minute, so that a busy key is not rewritten at every
 * request. It skips the row when another request is just writing it: no request ever waits for another's
 * bookkeeping.
 *
 * @param hash {@link hashApiKey} of what the caller sent
 */
export async function findApiKeyCaller(hash: string): Promise<FoundCaller | null> {
  const [row] = await db().$queryRaw<Row[]>`
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
    )
    SELECT id AS "keyId", scopes, account_id AS "accountId", name AS "accountName", "stripeCustomerId", "customerStaleAt"
    FROM valid`
  if (!row) return null
  const { keyId, scopes, accountId, accountName, stripeCustomerId, customerStaleAt } = row
  return {
    kind: 'api-key',
    keyId,
    scopes,
    account: { id: accountId, name: accountName, stripeCustomerId, customerStaleAt },
  }
}
