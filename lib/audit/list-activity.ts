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
  /** Only the last so many days. Events older than {@link KEPT_DAYS} are never returned. */
  days?: number
}

/** The activity of accounts, the newest first within each account. One statement, whatever their number. */
export async function listActivity(
  accountIds: readonly string[],
  { limit, before = null, days = KEPT_DAYS }: Page,
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
        AND "createdAt" > now() - make_interval(days => least(${days}::int, ${KEPT_DAYS}::int))
        AND (${before}::text IS NULL OR ("createdAt", "id") < (
          SELECT "createdAt", "id" FROM "AuditEvent"
          WHERE "id" = ${before}::text AND "billingAccountId" = account.id
        ))
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${limit}
    ) AS event
    LEFT JOIN "User" ON "User"."id" = event."actorId"
    ORDER BY account.position, event."createdAt" DESC, event."id" DESC`
}

/** Events read in one statement, which has a request's time limit. */
const BATCH = 500

/**
 * All activity of one account in the last so many days, the newest first, read in batches: it may be long.
 */
export async function* exportActivity(accountId: string, days: number): AsyncGenerator<Activity> {
  for (let before: string | null = null; ; ) {
    const batch: Activity[] = await listActivity([accountId], { limit: BATCH, before, days })
    yield* batch
    if (batch.length < BATCH) return
    before = batch.at(-1)?.id ?? null
  }
}
