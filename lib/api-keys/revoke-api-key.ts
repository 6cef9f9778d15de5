import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

export type ApiKeyRevocation = { kind: 'revoked' } | { kind: 'already-revoked' } | { kind: 'not-found' }

type Revocation = {
  id: string
  /**
   * The account that the key must belong to, for callers who may revoke their own keys alone; another's looks
   * absent.
   */
  accountId?: string
  by: Actor
  from: RequestSource
}

/**
 * Revokes a key for good, from the very next request on, and records it: nothing caches that a key was good.
 */
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
