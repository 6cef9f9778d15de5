import { connectDatabase } from '@/lib/database/connect-database'
import { env } from '@/lib/env'
import type { PrismaClient } from '@/prisma/generated/client'

/** A batch takes a tenth of a second on an idle machine. On a busy one it may take longer. */
const QUERY_MS = 60_000

/** Waits as long as requested, up to a minute. */
const waitMs = (requested = 10_000) => Math.min(requested, 60_000)

/** A database connection with longer time limits than a request has. The caller disconnects it. */
export function connectForLongQueries(): PrismaClient {
  return connectDatabase(env().database.url ?? '', { queryMs: QUERY_MS, waitMs, connections: 1 })
}
