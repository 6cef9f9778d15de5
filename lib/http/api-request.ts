import { type Bearer, readBearer } from '../bearer'
import { origin } from '../origin'
import { readBytes } from './read-bytes'
import { type SameOrigin, sameOrigin } from './same-origin'

/** A request as handlers see it, parsed once. Its body can only be read up to the route's limit. */
export type ApiRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly bearer: Bearer
  readonly mediaType: MediaType | null
  /** Whether one of our own pages sent it. */
  readonly sentFrom: SameOrigin
  /** Whether a browser's form sent it. Then a person waits for a page, not JSON. */
  readonly isFormPost: boolean
  /**
   * Reads the body. Call it once.
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
    // Most routes have no use for it.
    get url() {
      return new URL(request.url)
    },
    headers,
    bearer,
    mediaType,
    sentFrom: sameOrigin(headers, origin()),
    isFormPost: bearer.kind === 'absent' && mediaType?.essence === FORM_TYPE,
    bytes: () => readBytes(request, maxBodyBytes),
  }
}

/** A parsed `Content-Type`: the essence and charset in lower case. */
type MediaType = { essence: string; charset: string | null }

/** Parses `type/subtype` and `charset` from `Content-Type` (RFC 9110, 8.3.1). Null without the header. */
function findMediaType(headers: Headers): MediaType | null {
  const value = headers.get('Content-Type')
  if (value === null) return null
  const [essence = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  return { essence, charset: charset?.replace(/^"(.*)"$/, '$1') ?? null }
}

export const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
