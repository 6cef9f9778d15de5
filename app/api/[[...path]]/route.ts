import { ApiError } from '@/lib/api-error'
import { apiHandler } from '@/lib/http/api-handler'

/** Whatever is not there under /api answers like the rest of the API, and not with a page. */
export const GET = apiHandler(async () => {
  throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address: see the API reference at /docs' })
})

export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
