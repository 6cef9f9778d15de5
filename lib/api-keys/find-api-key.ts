import { db } from '../db'

/**
 * A key of one of these accounts, as its members may see it. Null when there is none: another's looks absent.
 */
export async function findApiKey(id: string, accountIds: readonly string[]) {
  return db().apiKey.findFirst({
    where: { id, billingAccountId: { in: [...accountIds] } },
    select: {
      id: true,
      billingAccountId: true,
      name: true,
      start: true,
      createdAt: true,
      lastUsedAt: true,
      expiresAt: true,
      revokedAt: true,
      replacedBy: { select: { id: true } },
    },
    relationLoadStrategy: 'join',
  })
}
