import { handleAuth } from '@/lib/auth/handle-auth'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'

/** Signing in and out. Refused requests get the documented error envelope, like everywhere under /api. */
export const GET = apiHandler(handleAuth)
export { GET as POST }

const refuse = methodNotAllowed('GET, POST')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT }
