import { Prisma } from '@/prisma/generated/client'
import { NO_REQUEST } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

/**
 * Gives a user an address that the provider has verified, and turns every invitation for it into a
 * membership, which is recorded. Runs at every sign-in, because invitations come at any time. It is
 * idempotent.
 *
 * If another user has the address, that user keeps it, but this one gets the invitations: addresses change
 * hands, and the provider's latest statement counts. An invitation never lowers a member's role.
 *
 * @param email verified by the sign-in provider, in lower case
 */
export async function acceptVerifiedAddress({
  userId,
  email,
}: {
  userId: string
  email: string
}): Promise<void> {
  // Every part of the statement sees the rows as they were before. Roles are declared from strongest to
  // weakest, and PostgreSQL orders an enum as declared.
  await db().$executeRaw`
    WITH verified AS (
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
      // NextAuth gets no headers (see runNextAuth), so the request's source is not known here.
      from: NO_REQUEST,
      of: Prisma.sql`SELECT "billingAccountId", "userId", ${email}::text, role::text FROM joined`,
    })}
    SELECT`
}
