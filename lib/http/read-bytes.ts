import { ApiError } from '../api-error'

/**
 * How much of a body that is too large is let pass, in bytes: an honest mistake is smaller, and an endless
 * body must have an end.
 */
const MAX_DRAINED_BYTES = 1024 * 1024

/**
 * Reads a request's body as it was sent and stops at the limit, whatever `Content-Length` claims.
 *
 * @param maxBytes a whole number of KiB, since the refusal names it so
 * @throws {ApiError} VALIDATION_FAILED with 413 above `maxBytes`, with 400 when the body breaks off
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()

  let length = 0
  for (let read = await readChunk(reader); !read.done; read = await readChunk(reader)) {
    length += read.value.length
    if (length > maxBytes) {
      void drain(reader)
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
 * A caller who hangs up in the middle is nothing that failed here; as a bare ECONNRESET it would look like
 * the database's.
 */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read()
  } catch (cause) {
    throw new ApiError('VALIDATION_FAILED', { message: 'The body broke off before its end', cause })
  }
}

/**
 * Lets the rest of a body pass by unread while the answer is already on its way. A body that is left standing
 * in the connection would block the caller's next request on it, until the server gives up on both; that is
 * what happens beyond {@link MAX_DRAINED_BYTES}.
 */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let drained = 0; drained < MAX_DRAINED_BYTES; ) {
      const { done, value } = await reader.read()
      if (done) return
      drained += value.length
    }
    await reader.cancel()
  } catch {
    // The caller went away in the middle of the body: nobody waits for anything any more.
  }
}
