import { Prisma } from '@/prisma/generated/client'
import { NO_REQUEST } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

/**
 * Takes note that somebody has proved to own an address: it becomes theirs, and every invitation that waits
 * for it becomes a membership, which is recorded. Done at every sign-in, since invitations come at any time;
 * done twice, it changes nothing.
 *
 * An address that another user holds stays there, and the invitations still go to who proves it now:
 * addresses change hands, and the sign-in provider's latest word counts. An invitation never takes away: who
 * already has a stronger role in the account keeps it.
 *
 * @param email verified by the sign-in provider, in lower case
 */
export async function proveAddress({ userId, email }: { userId: string; email: string }): Promise<void> {
  // One statement, of which every part sees the rows as they were before. Roles are declared from the
  // strongest to the weakest, and PostgreSQL orders an enum as declared.
  await db().$executeRaw`
    WITH proved AS (
      UPDATE "User" SET email = ${email}, "emailVerified" = now()
      WHERE id = ${userId} AND NOT EXISTS (SELECT FROM "User" WHERE email = ${email} AND id <> ${userId})
    ), accepted AS (DELETE FROM "Invitation" WHERE email = ${email} RETURNING "billingAccountId", role),
    joined AS (
      INSERT INTO "Membership" ("userId", "billingAccountId", role)
      SELECT ${userId}, "billingAccountId", role FROM accepted
      ON CONFLICT ("userId", "billingAccountId") DO UPDATE SET role = EXCLUDED.role
        WHERE EXCLUDED.role < "Membership".role
      RETURNING "billingAccountId", "userId", role
    ), ${recording({
      action: 'member.joined',
      by: { kind: 'user', userId },
      // NextAuth is told nothing of the request, so that nothing of it can be recorded.
      from: NO_REQUEST,
      of: Prisma.sql`SELECT "billingAccountId", "userId", ${email}::text, role::text FROM joined`,
    })}
    SELECT`
}
