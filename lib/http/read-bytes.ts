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
      if (reader) void drain(reader)
      throw new ApiError('VALIDATION_FAILED', {
        status: 413,
        message: `The body must not be larger than ${maxBytes / 1024} KiB`,
      })
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}

/**
 * Lets the rest of a body pass by unread while the answer is already on its way. A body that is left standing in the connection would block
 * the caller's next request on it, until the server gives up on both.
 */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The caller went away in the middle of the body: nobody waits for anything any more.
  }
}
