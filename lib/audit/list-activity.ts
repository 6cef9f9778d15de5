import type { AuditActor } from '@/prisma/generated/enums'
import { db } from '../db'
import { KEPT_DAYS } from './recording'

/**
 * One event as an owner sees it. `action` is text, since an older or newer version of the app may have
 * written it.
 */
export type Activity = {
  id: string
  accountId: string
  action: string
  actor: AuditActor
  /** The user's name, else the address; null for others than users, and once the user is gone. */
  actorName: string | null
  subject: string | null
  detail: string | null
  address: string | null
  browser: string | null
  createdAt: Date
}

type Page = {
  /** Events for each account. */
  limit: number
  /** The id of an event: only those before it. */
  before?: string | null
  /** Only from then on. Events older than {@link KEPT_DAYS} are never returned. */
  since?: Date | null
}

/** The activity of accounts, the newest first within each account. One statement, whatever their number. */
export async function listActivity(
  accountIds: readonly string[],
  { limit, before = null, since = null }: Page,
): Promise<Activity[]> {
  if (accountIds.length === 0) return []
  return db().$queryRaw<Activity[]>`
    SELECT event."id", event."billingAccountId" AS "accountId", event."action", event."actor",
      coalesce("User"."name", "User"."email") AS "actorName",
      event."subject", event."detail", event."address", event."browser", event."createdAt"
    FROM unnest(${accountIds}::text[]) WITH ORDINALITY AS account (id, position)
    CROSS JOIN LATERAL (
      SELECT * FROM "AuditEvent"
      WHERE "billingAccountId" = account.id
        AND "createdAt" > now() - make_interval(days => ${KEPT_DAYS}::int)
        AND (${since}::timestamptz IS NULL OR "createdAt" >= ${since}::timestamptz)
        AND (${before}::text IS NULL OR ("createdAt", "id") < (
          SELECT "createdAt", "id" FROM "AuditEvent"
          WHERE "id" = ${before}::text AND "billingAccountId" = account.id
        ))
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${limit}
    ) AS event
    LEFT JOIN "User" ON "User"."id" = event."actorId"
    ORDER BY account.position, event."createdAt" DESC, event."id" DESC`
}
