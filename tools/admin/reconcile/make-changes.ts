import { settleCustomer } from '@/lib/customers/settle-customer'
import { settleLink } from '@/lib/customers/settle-link'
import type { Pace } from './create-pace'
import type { Change, Problem } from './finding'
import type { WorkingFile } from './working-file'

/** The most lookups of a customer that is attached: itself, the one before it, and itself again. */
const SETTLE_CALLS = 3

/**
 * Makes the changes of the file's plan that are not made yet. Each asks Stripe again and decides as a webhook
 * does, so an old plan, or a change that is made twice, does no harm.
 *
 * @param onChange called with the number of changes so far
 */
export async function makeChanges(
  file: WorkingFile,
  pace: Pace,
  onChange: (made: number) => void,
): Promise<void> {
  let at = 0
  for await (const finding of file.findings()) {
    if (!('change' in finding)) continue
    at++
    if (at <= file.made) continue
    const met = await make(finding, pace)
    await file.append({ made: at, ...(met && { met }) })
    onChange(at)
  }
  await file.append({ applied: true })
}

/** Returns what kept the change from being made, if anything. */
async function make({ change, account, customer }: Change, pace: Pace): Promise<Problem | null> {
  if (change !== 'attach') {
    await pace(1, () => settleLink(account, customer))
    return null
  }
  const settled = await pace(SETTLE_CALLS, () => settleCustomer(customer, null))
  return settled.kind === 'attached' || settled.kind === 'unchanged'
    ? null
    : { problem: 'changed-meanwhile', account, customers: [customer] }
}
