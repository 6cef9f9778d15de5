import { ApiError } from '../api-error'

/** The largest body accepted, in bytes: the largest sensible one is below 4 KiB. */
export const MAX_BODY_BYTES = 16 * 1024

/**
 * Reads a request's body as UTF-8 and stops at the limit, whatever `Content-Length` claims.
 *
 * @throws {ApiError} VALIDATION_FAILED with 413 above {@link MAX_BODY_BYTES}, with 400 when the bytes are not UTF-8
 */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length
    if (length > MAX_BODY_BYTES) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(read.value)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    throw new ApiError('VALIDATION_FAILED', { message: 'The body must be UTF-8', cause })
  }
}

const tooLarge = () =>
  new ApiError('VALIDATION_FAILED', {
    status: 413,
    message: `The body must not be larger than ${MAX_BODY_BYTES / 1024} KiB`,
  })
