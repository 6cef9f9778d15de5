import { env } from '@/lib/env'
import { IDEMPOTENCY_WINDOW_S } from '@/lib/limits/idempotency-key'
import { InlineCode } from '../ui/inline-code'
import { Section } from './section'

/** The sections on idempotency, rate limits and browsers. */
export function Guides() {
  const minutes = IDEMPOTENCY_WINDOW_S / 60
  return (
    <>
      <Section id="idempotency" title="Idempotency">
        <p>
          <InlineCode
            text={`A repeat with the same \`Idempotency-Key\` and the same body within ${minutes} minutes returns the same URL instead of opening a second session. With another body, or while the first request is still in progress, it is refused with \`IDEMPOTENCY_KEY_REUSE\`. In the second case the response has \`Retry-After\`.`}
          />
        </p>
        <p>Keys are separate for each caller: two callers can use the same key. We do not store them.</p>
      </Section>
      <Section id="rate-limit" title="Rate limit">
        <p>
          <InlineCode
            text={`${env().api.rateLimitPerMinute} requests per minute for each caller. A burst may use all of them at once; the allowance refills evenly. Over the limit, the response is 429 \`RATE_LIMITED\`, and \`Retry-After\` says how many seconds to wait.`}
          />
        </p>
      </Section>
      <Section id="browsers" title="From a browser">
        <p>
          The endpoint is for servers: anybody can read an API key in a web page. Our own{' '}
          <a href="/billing" className="link">
            billing page
          </a>{' '}
          uses it with the visitor’s session, and other sites cannot.
        </p>
        <p>
          Code generators and tools can use the same reference as{' '}
          <a href="/openapi.json" className="link">
            OpenAPI 3.1
          </a>
          .
        </p>
      </Section>
    </>
  )
}
