import type { AuditActor } from '@/prisma/generated/enums'
import { db } from '../db'
import { KEPT_DAYS } from './recording'

/**
 * One event as an owner sees it. `action` is text, because another version of the app may have written it.
 */
export type Activity = {
  id: string
  accountId: string
  action: string
  actor: AuditActor
  /** The user's name or address; null for other actors and deleted users. */
  actorName: string | null
  subject: string | null
  detail: string | null
  address: string | null
  browser: string | null
  createdAt: Date
}

type Page = {
  /** Events per account. */
  limit: number
  /** The id of an event: return only older ones. */
  before?: string | null
  /** Return only events since then. Events older than {@link KEPT_DAYS} are never returned. */
  since?: Date | null
}

/** Lists the activity of accounts in one statement, newest first within each account. */
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

/** Events per statement, which has a request's time limit. */
const BATCH = 500

/**
 * Yields the activity of an account, newest first. It may be long, so it is read in batches.
 *
 * @param since null for everything that is kept
 */
export async function* exportActivity(accountId: string, since: Date | null): AsyncGenerator<Activity> {
  for (let before: string | null = null; ; ) {
    const batch: Activity[] = await listActivity([accountId], { limit: BATCH, before, since })
    yield* batch
    if (batch.length < BATCH) return
    before = batch.at(-1)?.id ?? null
  }
}
