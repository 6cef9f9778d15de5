import { ApiError } from '@/lib/api-error'
import { requireDatabaseReady } from '@/lib/database/require-database-ready'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { errorResponse, jsonResponse } from '@/lib/http/responses'
import { isStopping } from '@/lib/stopping'

/**
 * Returns 200 when requests can be served, otherwise 503. The log then says what is missing and what to do.
 * While the process stops, it returns 503 too, so that proxies send requests elsewhere; nothing is wrong
 * then, and the log stays quiet.
 */
export const GET = apiHandler(async () => {
  await requireDatabaseReady()
  if (isStopping()) return errorResponse(new ApiError('INTERNAL_ERROR', { status: 503 }))
  return jsonResponse(200, { status: 'ready' })
})

export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
