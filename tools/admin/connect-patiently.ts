import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '@/lib/env'
import { PrismaClient } from '@/prisma/generated/client'

/** A batch takes a tenth of a second on a quiet machine. On a busy one it may wait, since nobody is waiting for an answer. */
const QUERY_TIMEOUT_MS = 60_000

const CONNECT_TIMEOUT_MS = 10_000

/** The database with more time for a statement than a request's. To be disconnected by whoever asked. */
export function connectPatiently(): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().database.url ?? '',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      max: 1,
    }),
  })
}
