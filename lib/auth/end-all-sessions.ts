import { db } from '../db'

/**
 * Signs somebody out everywhere: ends all sessions of the user to whom these tokens belong. Nothing happens
 * where they belong to nobody, or to several people: then one of them was planted in the browser.
 */
export async function endAllSessions(sessionTokens: readonly string[]): Promise<void> {
  if (sessionTokens.length === 0) return
  await db().$executeRaw`
    WITH own AS (
      SELECT DISTINCT "userId" FROM "Session"
      WHERE "sessionToken" = ANY(${sessionTokens}::text[]) AND "expires" > now()
    )
    DELETE FROM "Session" WHERE "userId" IN (SELECT "userId" FROM own) AND (SELECT count(*) FROM own) = 1`
}
