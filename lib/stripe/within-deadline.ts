import { ApiError } from '../api-error'

/**
 * How long a caller waits for Stripe in all, in milliseconds: two attempts of 3 s and the pause between them
 * fit in, and a second is left for the database and for a busy machine, since an answer has to leave within 8
 * s.
 */
const DEADLINE_MS = 7_000

/**
 * Gives up on Stripe after {@link DEADLINE_MS}, however many calls and retries `work` makes. What it still
 * does then goes on unheard; every attempt ends by itself at the client's own timeout.
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
          internal: 'Stripe did not answer within the deadline.',
        }),
      )
    timer = setTimeout(tooLate, DEADLINE_MS)
  })
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
