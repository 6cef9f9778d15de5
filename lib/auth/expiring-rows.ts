import type { Adapter } from 'next-auth/adapters'
import { Prisma } from '@/prisma/generated/client'
import { db } from '../db'

/**
 * Expired rows removed with each new one: more than one, so they cannot pile up; few, so it stays fast. Part
 * of the text, so that a plan that PostgreSQL keeps for any values uses the index.
 */
const SWEEP = Prisma.sql`2`

/**
 * Creates NextAuth's expiring rows. Each new row removes a few expired ones of its kind in the same
 * statement, so no cron is needed. It takes the oldest by the index on `expires`, and skips rows that another
 * statement is removing.
 */
export const expiringRows = {
  async createSession(session) {
    const { sessionToken, userId, expires } = session
    await db().$executeRaw`
      WITH expired AS (
        SELECT "id" FROM "Session" WHERE "expires" < now()
        ORDER BY "expires" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
      ), swept AS (
        DELETE FROM "Session" WHERE "id" IN (SELECT "id" FROM expired)
      )
      INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      VALUES (gen_random_uuid()::text, ${sessionToken}, ${userId}, ${expires.toISOString()}::timestamptz)`
    return session
  },

  async createVerificationToken(verificationToken) {
    const { identifier, token, expires } = verificationToken
    await db().$executeRaw`
      WITH expired AS (
        SELECT "token" FROM "VerificationToken" WHERE "expires" < now()
        ORDER BY "expires" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
      ), swept AS (
        DELETE FROM "VerificationToken" WHERE "token" IN (SELECT "token" FROM expired)
      )
      INSERT INTO "VerificationToken" ("identifier", "token", "expires")
      VALUES (${identifier}, ${token}, ${expires.toISOString()}::timestamptz)`
    return verificationToken
  },
} satisfies Pick<Adapter, 'createSession' | 'createVerificationToken'>
