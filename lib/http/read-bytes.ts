import { ApiError } from '../api-error'

/**
 * How much of an oversized body is drained, in bytes. Honest mistakes are smaller, and an endless body must
 * be cut off.
 */
const MAX_DRAINED_BYTES = 1024 * 1024

/**
 * Reads a request's body up to a limit, whatever `Content-Length` claims.
 *
 * @param maxBytes a whole number of KiB, because the error message states it so
 * @throws {ApiError} VALIDATION_FAILED with 413 above `maxBytes`, with 400 when the body breaks off
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  // Nothing follows (RFC 9112, 6.3), and reading nothing from a stream takes a while.
  if (request.headers.get('Content-Length') === '0') return new Uint8Array()
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

/** A client that disconnects is not a server failure. A bare ECONNRESET would look like the database's. */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read()
  } catch (cause) {
    throw new ApiError('VALIDATION_FAILED', { message: 'The body broke off before its end', cause })
  }
}

/**
 * Discards the rest of a body while the response is sent. An unread body would block the client's next
 * request on the connection until the server closes it, which happens beyond {@link MAX_DRAINED_BYTES}.
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
    // The client disconnected, so nobody waits for a response.
  }
}
