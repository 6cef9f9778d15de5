import { IDEMPOTENCY_KEY_MAX_LENGTH, IDEMPOTENCY_WINDOW_S } from '../limits/idempotency-key'
import { rateLimitHeaders, WINDOW_S } from '../limits/rate-limit'

const ref = (name: string) => ({ $ref: `#/components/headers/${name}` })

/** The documented headers, which refer to {@link headerComponents}. */
export const HEADERS = {
  /** On every response, failures included. */
  always: {
    'X-Request-Id': ref('RequestId'),
    'Cache-Control': ref('NoStore'),
    'X-Content-Type-Options': ref('NoSniff'),
  },
  location: {
    description: 'The URL that the browser loads next.',
    required: true,
    schema: { type: 'string', format: 'uri' },
  },
  authenticate: ref('Authenticate'),
  allow: ref('Allow'),
  retryAfter: ref('RetryAfter'),
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      `A key that you choose, in printable ASCII, such as a UUID. A repeat with the same key and body ` +
      `within ${IDEMPOTENCY_WINDOW_S / 60} minutes returns the same URL.`,
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: IDEMPOTENCY_KEY_MAX_LENGTH,
      pattern: '^[\\x20-\\x7e]+$',
    },
    example: '3f1c9a3e-5a55-4f6e-9b0a-0f5f5b7f8f11',
  },
} as const

export const RATE_LIMIT_HEADERS = { 'RateLimit-Policy': ref('RateLimitPolicy'), RateLimit: ref('RateLimit') }

/**
 * The headers of `components`.
 *
 * @param rateLimitPerMinute for the examples, which are those of the first request in a while
 */
export function headerComponents(rateLimitPerMinute: number) {
  const { 'RateLimit-Policy': policy, RateLimit: rest } = rateLimitHeaders({
    kind: 'allowed',
    limit: rateLimitPerMinute,
    windowS: WINDOW_S,
    remaining: rateLimitPerMinute - 1,
    resetSeconds: Math.ceil(WINDOW_S / rateLimitPerMinute),
    retryAfterSeconds: 0,
  })
  return {
    RequestId: {
      description: 'The id of this request. Include it when you report a failure.',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    },
    NoStore: {
      description: 'Responses must not be cached.',
      required: true,
      schema: { type: 'string', const: 'no-store' },
    },
    NoSniff: {
      description: 'Browsers must not guess the media type.',
      required: true,
      schema: { type: 'string', const: 'nosniff' },
    },
    RateLimitPolicy: {
      description:
        'The limit, as in draft-ietf-httpapi-ratelimit-headers: `q` requests in `w` seconds. On every ' +
        'authenticated response.',
      schema: { type: 'string', pattern: '^"default";q=\\d+;w=\\d+$' },
      example: policy,
    },
    RateLimit: {
      description:
        'The rest of the limit: `r` requests now, and the full limit again in `t` seconds. On every ' +
        'authenticated response.',
      schema: { type: 'string', pattern: '^"default";r=\\d+;t=\\d+$' },
      example: rest,
    },
    RetryAfter: {
      description: 'Whole seconds to wait before trying again.',
      schema: { type: 'integer', minimum: 1 },
      example: 2,
    },
    Authenticate: {
      description: 'How to authenticate.',
      required: true,
      schema: { type: 'string', const: 'Bearer' },
    },
    Allow: { description: 'The method to use.', required: true, schema: { type: 'string', const: 'POST' } },
  } as const
}
