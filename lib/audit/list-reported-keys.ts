import { db } from '../db'

/** How long owners see that a key was reported, in days. */
const SHOWN_DAYS = 30

/** The most reports shown per account. */
const MAX_LISTED = 5

/** A key that was revoked because someone reported it. */
export type ReportedKey = { accountId: string; keyId: string; name: string; start: string; reportedAt: Date }

/**
 * Lists the reported keys that owners should know about, newest first: those of the last {@link SHOWN_DAYS}
 * days, unless a key of the account was created, rotated or revoked since.
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
        AND event."createdAt" > now() - make_interval(days => ${SHOWN_DAYS}::int)
        AND NOT EXISTS (
          SELECT FROM "AuditEvent" AS later
          WHERE later."billingAccountId" = account.id AND later."createdAt" > event."createdAt"
            AND later."action" IN ('key.created', 'key.rotated', 'key.revoked')
        )
      ORDER BY event."createdAt" DESC, event."id" DESC LIMIT ${MAX_LISTED}
    ) AS report
    ORDER BY report."createdAt" DESC, report."id" DESC`
}
