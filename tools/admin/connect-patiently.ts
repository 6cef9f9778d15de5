import { connectDatabase } from '@/lib/database/connect-database'
import { env } from '@/lib/env'
import type { PrismaClient } from '@/prisma/generated/client'

/**
 * A batch takes a tenth of a second on a quiet machine. On a busy one it may wait, because no request is
 * waiting for it.
 */
const QUERY_MS = 60_000

const waitMs = (asked = 10_000) => Math.min(asked, 60_000)

/** A database connection with longer time limits than a request has. The caller disconnects it. */
export function connectPatiently(): PrismaClient {
  return connectDatabase(env().database.url ?? '', { queryMs: QUERY_MS, waitMs, connections: 1 })
}
