import { db } from '../db'

/**
 * How long owners are told that a key was reported, in days, unless somebody has dealt with the account's
 * keys since.
 */
const TOLD_DAYS = 30

/** Reports told of at once, for each account. */
const MOST = 5

/** A key that was revoked because somebody who held it reported it. */
export type ReportedKey = { accountId: string; keyId: string; name: string; start: string; reportedAt: Date }

/**
 * The reported keys that an account's owners should hear of, the newest first: those of the last {@link
 * TOLD_DAYS} after which no key of the account was made, rotated or revoked by somebody who knew.
 */
export async function listReportedKeys(accountIds: readonly string[]): Promise<ReportedKey[]> {
  if (accountIds.length === 0) return []
  return db().$queryRaw<ReportedKey[]>`
    SELECT report."billingAccountId" AS "accountId", report."subjectId" AS "keyId",
      report."subject" AS "name", report."detail" AS "start", report."createdAt" AS "reportedAt"
    FROM unnest(${accountIds}::text[]) AS account (id)
    CROSS JOIN LATERAL (
      SELECT * FROM "AuditEvent" AS event
      WHERE event."billingAccountId" = account.id AND event."action" = 'key.reported'
        AND event."createdAt" > now() - make_interval(days => ${TOLD_DAYS}::int)
        AND NOT EXISTS (
          SELECT FROM "AuditEvent" AS later
          WHERE later."billingAccountId" = account.id AND later."createdAt" > event."createdAt"
            AND later."action" IN ('key.created', 'key.rotated', 'key.revoked')
        )
      ORDER BY event."createdAt" DESC, event."id" DESC LIMIT ${MOST}
    ) AS report
    ORDER BY report."createdAt" DESC, report."id" DESC`
}
