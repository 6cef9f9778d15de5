import { requireDatabaseReady } from '@/lib/database/require-database-ready'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'

/**
 * Whether requests can be served now: 503 in the documented envelope otherwise, and the log says what is
 * missing and what to do.
 */
export const GET = apiHandler(async () => {
  await requireDatabaseReady()
  return jsonResponse(200, { status: 'ready' })
})

export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
