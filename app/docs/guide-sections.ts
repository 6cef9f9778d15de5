import { KEY_REPORT_LIMITS, KEY_REPORT_MESSAGE } from '@/lib/api-keys/key-report'
import { ERRORS } from '@/lib/errors'
import { IDEMPOTENCY_WINDOW_S } from '@/lib/limits/idempotency-key'
import { rateLimitHeaders, WINDOW_S } from '@/lib/limits/rate-limit'
import { HEADERS } from '@/lib/openapi/headers'
import { errorBody, formatBody, requestExample, responseExample } from './examples'
import type { ReferenceSection, ReferenceSettings } from './reference'

/** The sections on idempotency, rate limits, browsers and leaked keys. */
export function guideSections({
  origin,
  docsUrl,
  rateLimitPerMinute,
}: ReferenceSettings): ReferenceSection[] {
  const idempotencyKey = HEADERS.idempotencyKey.example
  return [
    {
      id: 'idempotency',
      title: 'Idempotency',
      blocks: [
        text(
          'A repeat with the same `Idempotency-Key` and the same body within ' +
            `${IDEMPOTENCY_WINDOW_S / 60} minutes returns the same URL instead of opening a second ` +
            'session. With another body, or while the first request is still in progress, it is refused ' +
            'with `IDEMPOTENCY_KEY_REUSE`. In the second case the response has `Retry-After`.',
        ),
        text('Use a new UUID for each session, and send the same one when you repeat a request.'),
        text('Keys are separate for each caller: two callers can use the same key. We do not store them.'),
      ],
      examples: [
        requestExample(origin, 'request with an Idempotency-Key', {
          headers: { 'Idempotency-Key': idempotencyKey },
        }),
      ],
    },
    {
      id: 'rate-limit',
      title: 'Rate limit',
      blocks: [
        text(
          `${rateLimitPerMinute} requests per minute for each caller. A burst may use all of them; ` +
            'they become available again evenly over the minute. Over the limit, the response is 429 ' +
            '`RATE_LIMITED`, and `Retry-After` says how many seconds to wait.',
        ),
      ],
      examples: [
        responseExample('response over the limit', { 429: limitedResponse(rateLimitPerMinute, docsUrl) }),
      ],
    },
    {
      id: 'leaked-keys',
      title: 'Leaked keys',
      blocks: [
        text(
          'Anyone who finds an API key can revoke it by sending it, as a bearer token, to ' +
            '`POST /api/api-keys/revoke`. The response is always the same and reveals nothing about the ' +
            'key. Owners see the report under [API keys](/api-keys), and get an email if this deployment ' +
            'sends email.',
        ),
        text(
          `At most ${KEY_REPORT_LIMITS.perSender} reports per minute from one IP address, or ` +
            `${KEY_REPORT_LIMITS.perDeployment} in total if IP addresses are unknown.`,
        ),
      ],
      examples: [
        requestExample(origin, 'report of a key', { path: '/api/api-keys/revoke' }),
        responseExample('response to a report', { 200: { message: KEY_REPORT_MESSAGE } }),
      ],
    },
    {
      id: 'browsers',
      title: 'From a browser',
      blocks: [
        text(
          'The endpoint is for servers: anyone can read an API key in a web page. Our own ' +
            '[billing page](/billing) calls it with the visitor’s session. Other sites cannot.',
        ),
      ],
      examples: [],
    },
    {
      id: 'machines',
      title: 'For machines',
      blocks: [
        text(
          'The same reference as [OpenAPI 3.1](/openapi.json), for code generators, and as ' +
            '[Markdown](/docs.md), for language models. [llms.txt](/llms.txt) lists both.',
        ),
      ],
      examples: [],
    },
  ]
}

const text = (paragraph: string) => ({ kind: 'text', text: paragraph }) as const

/** The response to the first request over the limit. */
function limitedResponse(limit: number, docsUrl: string): string {
  const retryAfterSeconds = Math.ceil(WINDOW_S / limit)
  const headers = rateLimitHeaders({
    kind: 'denied',
    limit,
    windowS: WINDOW_S,
    remaining: 0,
    resetSeconds: WINDOW_S,
    retryAfterSeconds,
  })
  const { error } = errorBody('RATE_LIMITED', docsUrl)
  const message = `${ERRORS.RATE_LIMITED.message}: try again in ${retryAfterSeconds} s`
  return [
    'HTTP/1.1 429 Too Many Requests',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Retry-After: ${retryAfterSeconds}`,
    '',
    formatBody({ error: { ...error, message } }),
  ].join('\n')
}
