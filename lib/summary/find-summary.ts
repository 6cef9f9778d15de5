import { log } from '../log'
import { SUMMARY_DEADLINE_MS } from '../stripe/time-limits'
import { limitedCalls } from './limited-calls'
import { readStripeData } from './read-stripe-data'
import { summarize } from './summarize'
import type { Summary } from './summary'

/**
 * Reads what /billing shows about a customer from Stripe. It changes nothing, at Stripe or here, and never
 * throws. Parts that fail or miss the deadline are left out, and one line in the log names them, or says that
 * Stripe does not know the customer.
 *
 * @param accountId for the log
 * @param configuration the portal's configuration; Stripe's default one if undefined
 */
export async function findSummary(
  customerId: string,
  { accountId, configuration }: { accountId: string; configuration: string | undefined },
): Promise<Summary> {
  const now = new Date()
  const calls = limitedCalls(SUMMARY_DEADLINE_MS)
  const read = await readStripeData(customerId, configuration, { calls, now })
  if (read.kind === 'gone') log.warn('summary.customer-gone', { account: accountId })
  else if (calls.failures.length > 0)
    log.warn('summary.incomplete', { account: accountId, missing: calls.failures.join(', ') })
  return read.kind === 'read' ? summarize(read.data, now) : read
}
