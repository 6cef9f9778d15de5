import { db } from '@/lib/db'
import { apiHandler } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/json-response'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'

/** Whether requests can be served now: 503 in the documented envelope while the database is away. */
export const GET = apiHandler(async () => {
  await db().$queryRaw`SELECT 1`
  return jsonResponse(200, { status: 'ready' })
})

export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
