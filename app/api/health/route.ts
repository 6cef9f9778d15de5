import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'

/** Whether this process answers: cheap, and it says nothing else. */
export const GET = apiHandler(async () => jsonResponse(200, { status: 'up' }))

// Without this Next would answer at build time, once and for all.
export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
