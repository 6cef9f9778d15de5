import { Prisma } from '@/prisma/generated/client'
import type { RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

/** `revoked`: whose owners have to be told, and of which key. `nothing`: unknown, or revoked before. */
export type ApiKeyReported =
  | { kind: 'revoked'; accountId: string; name: string; start: string }
  | { kind: 'nothing' }

/**
 * Revokes a key that somebody holds who may have found it, and records that. Whoever holds a key can do with
 * it all that it allows, so that ending it needs no further right.
 *
 * @param hash SHA-256 of what they sent
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
