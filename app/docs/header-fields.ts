import { HEADERS, headerComponents } from '@/lib/openapi/headers'
import { type Field, type Schema, schemaField } from './schema-fields'

type Header = { description: string; required?: boolean; schema: Schema; example?: unknown }

export const REQUEST_HEADERS = [
  header('Authorization', {
    description: '`Bearer` and your API key.',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer orbitkit_…',
  }),
  header('Idempotency-Key', HEADERS.idempotencyKey),
  header('Content-Type', {
    description: '`application/json`, when there is a body.',
    schema: { type: 'string' },
  }),
] as const

export function responseHeaders(rateLimitPerMinute: number): Field[] {
  const { RequestId, RateLimitPolicy, RateLimit, RetryAfter } = headerComponents(rateLimitPerMinute)
  return [
    header('X-Request-Id', RequestId),
    header('RateLimit-Policy', RateLimitPolicy),
    header('RateLimit', RateLimit),
    header('Retry-After', {
      ...RetryAfter,
      description: `${RetryAfter.description} Sent with temporary failures.`,
    }),
  ]
}

/** A header as a field, without its pattern: the description explains the format. */
function header(name: string, { description, required = false, schema, example }: Header): Field {
  const examples = example === undefined ? [] : [example]
  return schemaField(name, { ...schema, description, examples, pattern: undefined }, required)
}
