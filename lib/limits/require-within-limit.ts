import { ApiError } from '../api-error'
import { findRequestContext } from '../request-context'
import { spendRequest } from './rate-limit'
import { rateLimitHeaders } from './rate-limit-headers'

/**
 * Takes one request from a caller's limit and adds the limit's headers to whatever response follows.
 *
 * @throws {ApiError} RATE_LIMITED, with `Retry-After`
 */
export async function requireWithinLimit(caller: string, limit: number): Promise<void> {
  const decision = await spendRequest(caller, limit)
  const headers = findRequestContext()?.responseHeaders
  for (const [name, value] of Object.entries(rateLimitHeaders(decision))) headers?.set(name, value)
  if (decision.kind === 'denied')
    throw new ApiError('RATE_LIMITED', {
      message: `Too many requests: try again in ${decision.retryAfterSeconds} s`,
      headers: { 'Retry-After': String(decision.retryAfterSeconds) },
    })
}
