import { ApiError } from '../api-error'
import { DEADLINE_MS } from './time-limits'

/**
 * Gives up on Stripe after {@link DEADLINE_MS}, however many calls and retries `work` makes. Remaining work
 * continues in the background until the client's own timeout ends it.
 *
 * @throws {ApiError} PAYMENT_ERROR with 504
 */
export async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const tooLate = () =>
      reject(
        new ApiError('PAYMENT_ERROR', {
          status: 504,
          internal: 'Stripe did not respond within the deadline.',
        }),
      )
    timer = setTimeout(tooLate, DEADLINE_MS)
  })
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
