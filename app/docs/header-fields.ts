import { HEADERS } from '@/lib/openapi/headers'
import { type Field, type Schema, schemaField } from './schema-fields'

type Header = { description: string; required?: boolean; schema: Schema; example?: unknown }

const { components, idempotencyKey } = HEADERS

export const REQUEST_HEADERS = [
  header('Authorization', {
    description: '`Bearer` and your API key.',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer orbitkit_…',
  }),
  header('Idempotency-Key', idempotencyKey),
  header('Content-Type', {
    description: '`application/json`, when there is a body.',
    schema: { type: 'string' },
  }),
] as const

export const RESPONSE_HEADERS = [
  header('X-Request-Id', components.RequestId),
  header('RateLimit-Policy', components.RateLimitPolicy),
  header('RateLimit', components.RateLimit),
  header('Retry-After', {
    ...components.RetryAfter,
    description: `${components.RetryAfter.description} Sent with temporary failures.`,
  }),
] as const

/** A header as a field. Its pattern is left out: it is for machines, and the description says the same. */
function header(name: string, { description, required = false, schema, example }: Header): Field {
  const examples = example === undefined ? [] : [example]
  return schemaField(name, { ...schema, description, examples, pattern: undefined }, required)
}
