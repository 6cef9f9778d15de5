import { requireDatabaseReady } from '@/lib/database/require-database-ready'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'

/**
 * Returns 200 when requests can be served, otherwise 503. The log then says what is missing and what to do.
 */
export const GET = apiHandler(async () => {
  await requireDatabaseReady()
  return jsonResponse(200, { status: 'ready' })
})

export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
