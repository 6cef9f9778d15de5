import { Prisma } from '@/prisma/generated/client'
import type { Actor, AuditAction, RequestSource } from './event'

/** How long events are kept, in days. */
export const KEPT_DAYS = 400

/**
 * Old events removed by one statement that records. More than one, so that they cannot pile up; few, so that
 * nobody waits.
 */
const SWEEP = 2

type Recording = {
  /** Without it, `of` has the action as its fifth column. */
  action?: AuditAction
  by: Actor
  from: RequestSource
  /**
   * A query over the statement's other CTEs with the columns account, subject id, subject and detail, in this
   * order and as text: one event is recorded for each row, and none where the statement changed nothing.
   */
  of: Prisma.Sql
}

/**
 * The part of a statement that records what its other parts do, to be placed last in its `WITH`. So an event
 * is there exactly when what it tells of has happened. It also removes a few events past {@link KEPT_DAYS},
 * so no cron is needed.
 *
 * It makes the CTEs `recorded`, `outdated` and `swept`; a statement can hold it once.
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
        event.subject_id, event.subject, event.detail, ${from.address}::text, ${from.browser}::text
      FROM ${rows} AS event (account, subject_id, subject, detail, action)
    ), outdated AS (
      SELECT "id" FROM "AuditEvent" WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int)
      ORDER BY "createdAt" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
    ), swept AS (
      DELETE FROM "AuditEvent" WHERE "id" IN (SELECT "id" FROM outdated)
    )`
}
