import { ApiError } from '@/lib/api-error'
import { apiHandler } from '@/lib/http/api-handler'

/** Unknown URLs under /api return the API's 404 envelope instead of an HTML page. */
export const GET = apiHandler(async () => {
  throw new ApiError('NOT_FOUND', {
    message: 'There is no endpoint at this URL: see the API reference at /docs',
  })
})

export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
