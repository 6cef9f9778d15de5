import { ApiError } from '../api-error'
import { spendRequest } from './rate-limit'
import { rateLimitHeaders } from './rate-limit-headers'

/**
 * Takes one request from a caller's limit and adds the limit's headers to whatever answer follows.
 *
 * @throws {ApiError} RATE_LIMITED, with `Retry-After` among the headers
 */
export async function requireWithinLimit(
  caller: string,
  limit: number,
  answer: { headers: Headers },
): Promise<void> {
  const decision = await spendRequest(caller, limit)
  for (const [name, value] of Object.entries(rateLimitHeaders(decision))) answer.headers.set(name, value)
  if (decision.kind === 'denied')
    throw new ApiError('RATE_LIMITED', {
      message: `Too many requests: try again in ${decision.retryAfterSeconds} s`,
    })
}
