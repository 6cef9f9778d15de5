import { env } from '@/lib/env'
import { IDEMPOTENCY_WINDOW_S } from '@/lib/limits/idempotency-key'
import { InlineCode } from '../ui/inline-code'
import { Section } from './section'

/** What the parts of the reference mean together. */
export function Guides() {
  const minutes = IDEMPOTENCY_WINDOW_S / 60
  return (
    <>
      <Section id="idempotency" title="Idempotency">
        <p>
          <InlineCode
            text={`A repeat with the same \`Idempotency-Key\` and the same body within ${minutes} minutes returns the same URL instead of opening a second session. With another body, or while the first request is still in progress, it is refused with \`IDEMPOTENCY_KEY_REUSE\`; in the second case \`Retry-After\` is sent.`}
          />
        </p>
        <p>
          Keys belong to their caller: another caller’s equal key is another key. Nothing about them is stored
          here.
        </p>
      </Section>
      <Section id="rate-limit" title="Rate limit">
        <p>
          <InlineCode
            text={`${env().api.rateLimitPerMinute} requests a minute for each caller. They may come at once, and come back evenly. Over the limit the response is 429 \`RATE_LIMITED\`, and \`Retry-After\` says how many seconds to wait.`}
          />
        </p>
      </Section>
      <Section id="browsers" title="From a browser">
        <p>
          The endpoint is for servers: an API key in a web page is an API key given away. Our own{' '}
          <a href="/billing" className="link">
            billing page
          </a>{' '}
          uses it with the visitor’s session, and other sites cannot.
        </p>
        <p>
          Generators and tools read the same reference as{' '}
          <a href="/openapi.json" className="link">
            OpenAPI 3.1
          </a>
          .
        </p>
      </Section>
    </>
  )
}
