import { ApiError } from '../api-error'
import { readBytes } from './read-bytes'

/** The largest body accepted, in bytes: the largest sensible one is below 4 KiB. */
const MAX_BODY_BYTES = 16 * 1024

/**
 * Reads a request's body as UTF-8.
 *
 * @throws {ApiError} VALIDATION_FAILED with 413 above {@link MAX_BODY_BYTES}, with 400 when the bytes are not UTF-8
 */
export async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request, MAX_BODY_BYTES)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ApiError('VALIDATION_FAILED', { message: 'The body must be UTF-8', cause })
  }
}
