import { ApiError } from '../api-error'

/**
 * Reads a request's body as it was sent and stops at the limit, whatever `Content-Length` claims.
 *
 * @param maxBytes a whole number of KiB, since the refusal names it so
 * @throws {ApiError} VALIDATION_FAILED with 413 above `maxBytes`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length
    if (length > maxBytes) {
      await reader?.cancel()
      throw new ApiError('VALIDATION_FAILED', {
        status: 413,
        message: `The body must not be larger than ${maxBytes / 1024} KiB`,
      })
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}
