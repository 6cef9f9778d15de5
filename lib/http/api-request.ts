import { type Bearer, readBearer } from '../bearer'
import { origin } from '../origin'
import { FORM_TYPE, findMediaType, type MediaType } from './media-type'
import { readBytes } from './read-bytes'
import { type SameOrigin, sameOrigin } from './same-origin'

/**
 * A request as handlers see it: judged once, and with no way to its body but one that ends at the route's
 * limit.
 */
export type ApiRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly bearer: Bearer
  readonly mediaType: MediaType | null
  /** Whether one of our own pages sent it. */
  readonly sentFrom: SameOrigin
  /** Whether a browser's form sent this: then a person waits for a page and not for JSON. */
  readonly isFormPost: boolean
  /**
   * The body, read now and once.
   *
   * @throws {ApiError} VALIDATION_FAILED: 413 above the route's limit, 400 when the body breaks off
   */
  bytes(): Promise<Uint8Array>
}

/** @param maxBodyBytes a whole number of KiB */
export function apiRequest(request: Request, maxBodyBytes: number): ApiRequest {
  const { method, headers } = request
  const bearer = readBearer(headers.get('Authorization'))
  const mediaType = findMediaType(headers)
  return {
    method,
    url: new URL(request.url),
    headers,
    bearer,
    mediaType,
    sentFrom: sameOrigin(headers, origin()),
    isFormPost: bearer.kind === 'absent' && mediaType?.essence === FORM_TYPE,
    bytes: () => readBytes(request, maxBodyBytes),
  }
}
