import { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'
import type { CallerAccount } from '../caller'
import { db } from '../db'
import { decisionOf, type RateLimitDecision, type TakenRow, takeFromBucket } from '../limits/rate-limit'

/** A signed-in user. The address is null unless the sign-in provider verified it. */
export type SessionUser = {
  id: string
  name: string | null
  email: string | null
  /** Oldest first. */
  memberships: readonly { role: Role; account: CallerAccount }[]
}

/** One membership, or the only row of a user without any. */
type Row = {
  userId: string
  userName: string | null
  email: string | null
  role: Role | null
  accountId: string
  accountName: string
  stripeCustomerId: string | null
  customerStaleAt: Date | null
}

/**
 * Finds the user of a request's session tokens, with memberships, in one statement, or in none without a
 * token. Expired sessions do not count. Sessions are not extended: they last as long as their cookie.
 *
 * A browser may send several tokens, because a parent domain can set the cookie, too. Stale ones are skipped.
 *
 * @returns null also when valid tokens belong to different users: one was planted, and nothing says which
 */
export async function findSession(sessionTokens: readonly string[]): Promise<SessionUser | null> {
  if (sessionTokens.length === 0) return null
  return userOf(
    await db().$queryRaw<Row[]>`
      WITH ${visitor(sessionTokens)}
      SELECT ${COLUMNS} FROM ${MEMBERSHIPS} ORDER BY ${OLDEST_FIRST}`,
  )
}

/** {@link findSession}, and counts the request in the same statement. */
export async function findCountedSession(
  sessionTokens: readonly string[],
  limit: number,
): Promise<{ user: SessionUser; decision: RateLimitDecision } | null> {
  if (sessionTokens.length === 0) return null
  const rows = await db().rows<Row & TakenRow>(Prisma.sql`
    WITH ${visitor(sessionTokens)}, ${takeFromBucket(Prisma.sql`SELECT 'user:' || id FROM visitor`, { limit })}
    SELECT ${COLUMNS}, allowed, tokens FROM ${MEMBERSHIPS} CROSS JOIN taken ORDER BY ${OLDEST_FIRST}`)
  const [user, [row]] = [userOf(rows), rows]
  return user && row ? { user, decision: decisionOf(row, { limit }) } : null
}

const visitor = (sessionTokens: readonly string[]) => Prisma.sql`
  visitor AS (
    SELECT min("userId") AS id FROM "Session"
    WHERE "sessionToken" = ANY(${sessionTokens}) AND expires > now()
    HAVING count(DISTINCT "userId") = 1
  )`

const COLUMNS = Prisma.sql`
  person.id AS "userId", person.name AS "userName", email, role::text, account.id AS "accountId",
  account.name AS "accountName", "stripeCustomerId", "customerStaleAt"`

const MEMBERSHIPS = Prisma.sql`
  visitor JOIN "User" AS person ON person.id = visitor.id
  LEFT JOIN "Membership" AS membership ON membership."userId" = person.id
  LEFT JOIN "BillingAccount" AS account ON account.id = membership."billingAccountId"`

const OLDEST_FIRST = Prisma.sql`membership."createdAt", account.id`

function userOf(rows: readonly Row[]): SessionUser | null {
  const [first] = rows
  if (!first) return null
  const memberships = rows.flatMap(
    ({ role, accountId: id, accountName: name, stripeCustomerId, customerStaleAt }) =>
      role ? { role, account: { id, name, stripeCustomerId, customerStaleAt } } : [],
  )
  return { id: first.userId, name: first.userName, email: first.email, memberships }
}
