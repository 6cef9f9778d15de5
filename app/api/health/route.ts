import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'

/** Returns 200 while the process responds. It checks nothing else. */
export const GET = apiHandler(async () => jsonResponse(200, { status: 'up' }))

// Without this, Next renders the response once at build time.
export const dynamic = 'force-dynamic'

const refuse = methodNotAllowed('GET')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
