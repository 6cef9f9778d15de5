import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'
import { CustomerGoneError } from '@/lib/stripe/failures'
import { listCustomers } from '@/lib/stripe/list-customers'
import { OperatorError } from '../operator-error'
import type { Pace } from './create-pace'
import type { WorkingFile } from './working-file'

/**
 * Writes Stripe's living customers to the file, from where an earlier run stopped.
 *
 * @param onPage called with the number of customers so far
 * @throws {OperatorError} when the customers at which the walk stopped are deleted
 */
export async function walkCustomers(
  file: WorkingFile,
  pace: Pace,
  onPage: (customers: number) => void,
): Promise<void> {
  for (let hasMore = true; hasMore; onPage(file.customers)) {
    const page = await nextPage(file.last, pace)
    await file.append(
      ...page.customers.map(({ id, accountId, email }) => ({
        row: 'customer' as const,
        id,
        account: accountId,
        email: email && hashed(email),
      })),
    )
    hasMore = page.hasMore
  }
  await file.append({ walked: file.customers })
}

/**
 * The page after the last customer, or after the one before it where that one is deleted, because Stripe then
 * refuses the cursor (https://github.com/stripe/stripe-python/issues/671). Nothing is read twice: whatever
 * came between is deleted, too.
 */
async function nextPage(last: readonly string[], pace: Pace): ReturnType<typeof listCustomers> {
  for (const after of last.length > 0 ? last : [null]) {
    try {
      return await pace(1, () => listCustomers(after))
    } catch (error) {
      if (!(error instanceof CustomerGoneError)) throw error
    }
  }
  throw new OperatorError(
    'The customers at which the walk stopped are deleted meanwhile: delete the file, and run this again.',
  )
}

/** Equal for equal addresses. With the Stripe key, because addresses alone could be guessed. */
const hashed = (email: string) =>
  createHmac('sha256', env().stripe.secretKey ?? '')
    .update(email.trim().toLowerCase())
    .digest('base64url')
    .slice(0, 22)
