import { ApiError } from '../api-error'
import { apiHandler } from './api-handler'

/** Answers every other method of a route with 405 and `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowed(allow: string): (request: Request) => Promise<Response> {
  return apiHandler(async () => {
    throw new ApiError('VALIDATION_FAILED', {
      status: 405,
      message: `Use ${allow}`,
      headers: { Allow: allow },
    })
  })
}
