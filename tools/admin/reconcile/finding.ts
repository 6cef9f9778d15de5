import { REFUSAL_TODO } from '@/lib/customers/settle-customer'

/** A change that reconciling makes, by the same rules as a webhook. */
export type Change = {
  /** `unmark` takes a wrong stale mark off. */
  change: 'attach' | 'detach' | 'mark' | 'unmark'
  account: string
  customer: string
}

/** What only a person can decide. Names ids, never an address. */
export type Problem = {
  problem: keyof typeof PROBLEM_TODO
  account?: string
  /** The account that has the customer. */
  holder?: string
  customers: string[]
}

export type Finding = Change | Problem

/** What the operator should do about each problem. */
export const PROBLEM_TODO = {
  'no-such-account':
    'Compare billingAccountId in the metadata of the customers with your accounts. Ignore it where another ' +
    'deployment shares this Stripe account.',
  'account-has-another-customer': REFUSAL_TODO['account-has-another-customer'],
  'customer-of-another-account': REFUSAL_TODO['customer-of-another-account'],
  'account-named-twice':
    'Decide which customer pays for the account, take billingAccountId off the others in Stripe, and run ' +
    'this again.',
  'same-email':
    'Compare them in Stripe. If they are one customer, cancel the subscriptions of the one to give up and ' +
    'delete it there.',
  'unknown-customer':
    'Look the customer up in Stripe. If it is gone, run account unlink, or account link with the customer ' +
    'that replaced it.',
  'changed-meanwhile': 'Run this again.',
} as const
