import type { ClaimedAccount } from '@/lib/customers/list-links'
import type { Problem } from './finding'

/** An account that living customers name in their metadata. */
export type Claim = { account: string; customers: [string, ...string[]] }

export type ClaimDecision =
  | { kind: 'nothing' }
  | { kind: 'attach'; customer: string }
  /** Stripe must be asked whether the customer that the account has is deleted. */
  | { kind: 'occupied'; customer: string; occupant: string }
  | { kind: 'problem'; problem: Problem }

/**
 * Decides what an account's claim calls for, by the rules of `settleCustomer`, with one difference: of two
 * customers that name one vacant account, none is attached. Events have an order, and the first one stays; a
 * list has none, and the wrong choice would show somebody else's invoices.
 *
 * @param account the account with that id, if any
 * @param holders accounts by the customer that they have
 */
export function decideClaim(
  claim: Claim,
  account: ClaimedAccount | undefined,
  holders: ReadonlyMap<string, string>,
): ClaimDecision {
  const { customers } = claim
  const [customer, ...others] = customers
  const problem = (problem: Problem['problem'], holder?: string): ClaimDecision => ({
    kind: 'problem',
    problem: { problem, account: claim.account, ...(holder && { holder }), customers },
  })
  if (!account) return problem('no-such-account')
  if (others.length > 0) return problem('account-named-twice')
  const holder = holders.get(customer)
  if (holder && holder !== account.id) return problem('customer-of-another-account', holder)
  if (account.stripeCustomerId === customer) return { kind: 'nothing' }
  if (account.stripeCustomerId === null) return { kind: 'attach', customer }
  return { kind: 'occupied', customer, occupant: account.stripeCustomerId }
}
