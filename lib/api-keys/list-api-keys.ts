import { db } from '../db'

/** The most revoked and expired keys listed: an account may have thousands. */
const MAX_ENDED = 20

/** A key as members of its account see it. */
export type ListedKey = {
  id: string
  name: string
  /** Its first characters. */
  start: string
  scopes: string[]
  createdAt: Date
  /** The creator's name or address; null for an operator or a deleted user. */
  createdBy: string | null
  lastUsedAt: Date | null
  expiresAt: Date | null
  revokedAt: Date | null
  /** By the database's clock: neither revoked nor expired. */
  isLive: boolean
  /** It was rotated and works until it expires. */
  isReplaced: boolean
}

export type ListedKeys = {
  /** Newest first. */
  live: ListedKey[]
  /** The last {@link MAX_ENDED} revoked or expired keys, latest first. */
  ended: ListedKey[]
  /** All revoked and expired keys. */
  endedCount: number
}

/** Lists an account's keys in one statement. */
export async function listApiKeys(accountId: string): Promise<ListedKeys> {
  const rows = await db().$queryRaw<(ListedKey & { endedCount: number })[]>`
    WITH key AS (
      SELECT *, "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > now()) AS "isLive",
        least("revokedAt", "expiresAt") AS "endedAt"
      FROM "ApiKey" WHERE "billingAccountId" = ${accountId}
    ), shown AS (
      SELECT * FROM key WHERE "isLive"
      UNION ALL
      (SELECT * FROM key WHERE NOT "isLive" ORDER BY "endedAt" DESC, "id" LIMIT ${MAX_ENDED})
    )
    SELECT shown."id", shown."name", shown."start", shown."scopes", shown."createdAt", shown."lastUsedAt",
      shown."expiresAt", shown."revokedAt", shown."isLive",
      coalesce("User"."name", "User"."email") AS "createdBy",
      EXISTS (SELECT FROM "ApiKey" AS next WHERE next."replacesId" = shown."id") AS "isReplaced",
      (SELECT count(*) FROM key WHERE NOT "isLive")::int AS "endedCount"
    FROM shown LEFT JOIN "User" ON "User"."id" = shown."createdById"
    ORDER BY shown."isLive" DESC,
      CASE WHEN shown."isLive" THEN shown."createdAt" ELSE shown."endedAt" END DESC, shown."id"`
  const keys = rows.map(({ endedCount: _, ...key }) => key)
  return {
    live: keys.filter(({ isLive }) => isLive),
    ended: keys.filter(({ isLive }) => !isLive),
    endedCount: rows[0]?.endedCount ?? 0,
  }
}

/** Finds a key of one of these accounts. Null when there is none; another account's key looks absent. */
export async function findApiKey(id: string, accountIds: readonly string[]) {
  return db().apiKey.findFirst({
    where: { id, billingAccountId: { in: [...accountIds] } },
    select: {
      id: true,
      billingAccountId: true,
      name: true,
      start: true,
      createdAt: true,
      lastUsedAt: true,
      expiresAt: true,
      revokedAt: true,
      replacedBy: { select: { id: true } },
    },
    relationLoadStrategy: 'join',
  })
}
