import { ApiError } from '../api-error'

/** The failure of every URL under /api that has no endpoint. */
export const unknownEndpoint = () =>
  new ApiError('NOT_FOUND', {
    message: 'There is no endpoint at this URL: see the API reference at /docs',
  })
