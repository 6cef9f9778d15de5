import { ERRORS, type ErrorCode, type ErrorEntry } from '../errors'
import { MAX_BODY_SIZE } from '../max-body-bytes'
import { docUrl } from '../origin'
import { HEADERS, RATE_LIMIT_HEADERS } from './headers'

/** The response of one failure status. */
type FailureResponse = ReturnType<typeof failureResponse>

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: 'The body, a field or the Idempotency-Key is not valid',
  401: 'Missing, invalid, or expired authentication token',
  403: 'The caller may not open this portal, or another site sent the request',
  404: 'No Stripe customer found',
  405: 'A method other than POST',
  409: 'The Idempotency-Key was used with another request, or a request with it is still in progress',
  413: `The body is larger than ${MAX_BODY_SIZE}`,
  415: 'A media type other than JSON',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  502: 'Stripe refused or failed',
  503: 'Stripe is throttling, or the database is unavailable',
  504: 'Stripe did not respond in time',
}

/** Headers beyond those of every response, by status. */
const EXTRA_HEADERS: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': HEADERS.authenticate },
  405: { Allow: HEADERS.allow },
  409: { 'Retry-After': HEADERS.retryAfter },
  429: { 'Retry-After': HEADERS.retryAfter },
  503: { 'Retry-After': HEADERS.retryAfter },
}

/** Statuses sent before the caller is known, so without rate limit headers. */
const UNAUTHENTICATED = [401, 405]

/** All failure statuses of the endpoint with their codes, from the table of errors. */
export function failureResponses(docsUrl: string): Record<string, FailureResponse> {
  const entries = (Object.entries(ERRORS) as [ErrorCode, ErrorEntry][]).filter(([, { portal }]) => portal)
  const statuses = [...new Set(entries.flatMap(([, entry]) => entry.statuses))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = entries.filter(([, entry]) => entry.statuses.includes(status))
      return [String(status), failureResponse(status, codes, docsUrl)]
    }),
  )
}

/** The failure statuses of `POST /api/api-keys/revoke`. It reads no body and rejects no credential. */
export function keyReportFailures(docsUrl: string): Record<string, FailureResponse> {
  const one = (status: number, code: ErrorCode) => failureResponse(status, [[code, ERRORS[code]]], docsUrl)
  return {
    '405': one(405, 'VALIDATION_FAILED'),
    '429': one(429, 'RATE_LIMITED'),
    '500': one(500, 'INTERNAL_ERROR'),
    '503': { ...one(503, 'INTERNAL_ERROR'), description: 'The database is unavailable' },
  }
}

function failureResponse(
  status: number,
  codes: readonly (readonly [ErrorCode, ErrorEntry])[],
  docsUrl: string,
) {
  const example = (code: ErrorCode, { message, meaning }: ErrorEntry) => ({
    summary: meaning,
    value: { error: { code, message, docUrl: docUrl(code, docsUrl) } },
  })
  return {
    description: DESCRIPTIONS[status] ?? codes.map(([, { meaning }]) => meaning).join(' '),
    headers: {
      ...HEADERS.always,
      ...(!UNAUTHENTICATED.includes(status) && RATE_LIMIT_HEADERS),
      ...EXTRA_HEADERS[status],
    },
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Error' },
        examples: Object.fromEntries(codes.map(([code, entry]) => [code, example(code, entry)])),
      },
    },
  }
}

/** The documented envelope of a failure. */
export function errorSchema(docsUrl: string) {
  return {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', description: 'Machine-readable error code', enum: Object.keys(ERRORS) },
          message: { type: 'string', description: 'Human-readable error description' },
          docUrl: {
            type: 'string',
            format: 'uri',
            description: 'Link to relevant API documentation for this error',
            examples: [docUrl('UNAUTHORIZED', docsUrl)],
          },
          details: {
            type: 'array',
            description: 'Additional validation details (Zod errors)',
            items: {
              type: 'object',
              required: ['path', 'message', 'code'],
              additionalProperties: false,
              properties: {
                path: { type: 'string', description: 'The field', examples: ['flow.type'] },
                message: { type: 'string', description: 'What is wrong with it' },
                code: { type: 'string', description: 'Zod’s code of the issue' },
              },
            },
          },
        },
      },
    },
  }
}
