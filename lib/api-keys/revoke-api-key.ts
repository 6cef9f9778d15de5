import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

export type ApiKeyRevocation = { kind: 'revoked' } | { kind: 'already-revoked' } | { kind: 'not-found' }

type Revocation = {
  id: string
  /** The account that the key must belong to; another account's key looks absent. Operators leave it out. */
  accountId?: string
  by: Actor
  from: RequestSource
}

/** Revokes a key permanently, and records it. It fails from the next request on, because no key is cached. */
export async function revokeApiKey({ id, accountId, by, from }: Revocation): Promise<ApiKeyRevocation> {
  const within = accountId ?? null
  const [row] = await db().$queryRaw<{ revoked: boolean; known: boolean }[]>`
    WITH known AS (
      SELECT "id" FROM "ApiKey"
      WHERE "id" = ${id} AND (${within}::text IS NULL OR "billingAccountId" = ${within}::text)
    ), revoked AS (
      UPDATE "ApiKey" AS key SET "revokedAt" = now()
      FROM known WHERE key."id" = known."id" AND key."revokedAt" IS NULL
      RETURNING key."id", key."billingAccountId", key."name", key."start"
    ), ${recording({
      action: 'key.revoked',
      by,
      from,
      of: Prisma.sql`SELECT "billingAccountId", "id", "name", "start" FROM revoked`,
    })}
    SELECT EXISTS (SELECT FROM revoked) AS revoked, EXISTS (SELECT FROM known) AS known`
  if (row?.revoked) return { kind: 'revoked' }
  return { kind: row?.known ? 'already-revoked' : 'not-found' }
}

/** `revoked`: the key, and the account whose owners to notify. `nothing`: unknown or already revoked. */
export type ApiKeyReported =
  | { kind: 'revoked'; accountId: string; name: string; start: string }
  | { kind: 'nothing' }

/**
 * Revokes a leaked key that its finder reports, and records the report. Holding the key is enough
 * authorization, because its holder can already use it.
 *
 * @param hash SHA-256 of the reported key
 */
export async function reportApiKey(hash: string, from: RequestSource): Promise<ApiKeyReported> {
  const [row] = await db().$queryRaw<{ accountId: string; name: string; start: string }[]>`
    WITH revoked AS (
      UPDATE "ApiKey" SET "revokedAt" = now() WHERE "hash" = ${hash} AND "revokedAt" IS NULL
      RETURNING "id", "billingAccountId", "name", "start"
    ), ${recording({
      action: 'key.reported',
      by: { kind: 'finder' },
      from,
      of: Prisma.sql`SELECT "billingAccountId", "id", "name", "start" FROM revoked`,
    })}
    SELECT "billingAccountId" AS "accountId", "name", "start" FROM revoked`
  return row ? { kind: 'revoked', ...row } : { kind: 'nothing' }
}
