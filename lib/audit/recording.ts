import { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import type { Actor, AuditAction, RequestSource } from './event'

/** How long events are kept, in days. */
export const KEPT_DAYS = 400

/**
 * Old events removed by each recording statement: enough that they cannot pile up, few enough to be fast.
 * Part of the text, so that a plan that PostgreSQL keeps for any values uses the index.
 */
const SWEEP = Prisma.sql`2`

type Recording = {
  /** If absent, the fifth column of `of` is the action. */
  action?: AuditAction
  by: Actor
  from: RequestSource
  /**
   * A query over the statement's other CTEs with the text columns account, subject id, subject and detail, in
   * this order. One event is recorded per row, so none when the statement changed nothing.
   */
  of: Prisma.Sql
}

/**
 * SQL that records what the rest of its statement does. It goes last in the `WITH`. An event exists exactly
 * when its change does. It also removes a few events past {@link KEPT_DAYS}, so no cron is needed.
 *
 * It adds the CTEs `recorded`, `outdated` and `swept`, so a statement can contain it only once.
 */
export function recording({ action, by, from, of }: Recording): Prisma.Sql {
  const userId = by.kind === 'user' ? by.userId : null
  const rows = action
    ? Prisma.sql`(SELECT done.*, ${action}::text FROM (${of}) AS done)`
    : Prisma.sql`(${of})`
  return Prisma.sql`
    recorded AS (
      INSERT INTO "AuditEvent"
        ("id", "billingAccountId", "action", "actor", "actorId", "subjectId", "subject", "detail",
          "address", "browser")
      SELECT gen_random_uuid()::text, event.account, event.action,
        ${by.kind.toUpperCase()}::"AuditActor", ${userId}::text,
        event.subject_id, event.subject, event.detail, ${from.ipAddress}::text, ${from.browser}::text
      FROM ${rows} AS event (account, subject_id, subject, detail, action)
    ), outdated AS (
      SELECT "id" FROM "AuditEvent" WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int)
      ORDER BY "createdAt" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
    ), swept AS (
      DELETE FROM "AuditEvent" WHERE "id" IN (SELECT "id" FROM outdated)
    )`
}

type Event = { accountId: string; action: AuditAction; subject?: string; by: Actor; from: RequestSource }

/**
 * Records an event outside the database, such as a new portal session at Stripe. A change in the database is
 * recorded by the statement that makes it, with {@link recording}.
 */
export async function recordEvent({ accountId, subject, ...event }: Event): Promise<void> {
  const of = Prisma.sql`SELECT ${accountId}::text, NULL::text, ${subject ?? null}::text, NULL::text`
  await db().rows(Prisma.sql`WITH ${recording({ ...event, of })} SELECT`)
}
