import { handleAuth } from '@/lib/auth/handle-auth'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'

/** Signing in and out. What is refused is answered in the documented envelope, as everywhere under /api. */
export const GET = apiHandler(handleAuth)
export { GET as POST }

const refuse = methodNotAllowed('GET, POST')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT }
