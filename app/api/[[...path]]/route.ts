import { apiHandler } from '@/lib/http/api-handler'
import { unknownEndpoint } from '@/lib/http/unknown-endpoint'

/** Unknown URLs under /api return the API's 404 envelope instead of an HTML page. */
export const GET = apiHandler(async () => {
  throw unknownEndpoint()
})

export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
