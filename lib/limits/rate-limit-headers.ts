import { type RateLimitDecision, WINDOW_S } from './rate-limit'

/**
 * The decision in the syntax of draft-ietf-httpapi-ratelimit-headers (two structured fields, sections 3 and
 * 4): `RateLimit-Policy: "default";q=60;w=60` and `RateLimit: "default";r=59;t=1`. A denial adds
 * `Retry-After` in whole seconds (RFC 9110, 10.2.3).
 */
export function rateLimitHeaders(decision: RateLimitDecision): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${decision.limit};w=${WINDOW_S}`,
    RateLimit: `"default";r=${decision.remaining};t=${decision.resetSeconds}`,
    ...(decision.kind === 'denied' && { 'Retry-After': String(decision.retryAfterSeconds) }),
  }
}
