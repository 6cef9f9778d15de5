import { HEADERS } from '@/lib/openapi/headers'
import { InlineCode } from '../ui/inline-code'

const REQUEST = [
  ['Authorization', 'Required: `Bearer` and your API key.'],
  ['Idempotency-Key', HEADERS.idempotencyKey.description],
  ['Content-Type', '`application/json`, when there is a body.'],
] as const

const RESPONSE = [
  ['X-Request-Id', HEADERS.components.RequestId.description],
  ['RateLimit-Policy', HEADERS.components.RateLimitPolicy.description],
  ['RateLimit', HEADERS.components.RateLimit.description],
  ['Retry-After', `${HEADERS.components.RetryAfter.description} Sent with temporary failures.`],
] as const

export function RequestHeaders() {
  return <HeaderList headers={REQUEST} />
}

export function ResponseHeaders() {
  return (
    <>
      <p>Every response has these headers, including failures. No response may be cached.</p>
      <HeaderList headers={RESPONSE} />
    </>
  )
}

function HeaderList({ headers }: { headers: readonly (readonly [string, string])[] }) {
  return (
    <dl className="border-line border-t">
      {headers.map(([name, description]) => (
        <div key={name} className="grid gap-x-6 gap-y-1 border-line border-b py-3.5 sm:grid-cols-[10rem_1fr]">
          <dt className="font-medium font-mono text-[0.9375rem]">{name}</dt>
          <dd className="text-ink-soft">
            <InlineCode text={description} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
