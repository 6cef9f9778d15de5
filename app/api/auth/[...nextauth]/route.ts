import { answerAuth } from '@/lib/auth/answer-auth'
import { apiHandler } from '@/lib/http/api-handler'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'

/** Signing in and out. Refused requests get the documented error envelope, like everywhere under /api. */
export const GET = apiHandler(answerAuth)
export { GET as POST }

const refuse = methodNotAllowed('GET, POST')

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT }
