import { expect, test } from 'vitest'
import { type ClaimDecision, decideClaim } from './decide-claim'

const account = (stripeCustomerId: string | null) => ({ id: 'a', stripeCustomerId })
const nobody = new Map<string, string>()
const problem = (problem: object): ClaimDecision =>
  ({ kind: 'problem', problem: { account: 'a', customers: ['cus_1'], ...problem } }) as ClaimDecision

test.each<[string, Parameters<typeof decideClaim>, ClaimDecision]>([
  [
    'attaches a customer to the vacant account it names',
    [{ account: 'a', customers: ['cus_1'] }, account(null), nobody],
    { kind: 'attach', customer: 'cus_1' },
  ],
  [
    'leaves an account that has the customer',
    [{ account: 'a', customers: ['cus_1'] }, account('cus_1'), new Map([['cus_1', 'a']])],
    { kind: 'nothing' },
  ],
  [
    'asks about the customer that an account has',
    [{ account: 'a', customers: ['cus_1'] }, account('cus_2'), new Map([['cus_2', 'a']])],
    { kind: 'occupied', customer: 'cus_1', occupant: 'cus_2' },
  ],
  [
    'never moves a customer between accounts',
    [{ account: 'a', customers: ['cus_1'] }, account(null), new Map([['cus_1', 'b']])],
    problem({ problem: 'customer-of-another-account', holder: 'b' }),
  ],
  [
    'reports an account that is not there',
    [{ account: 'a', customers: ['cus_1'] }, undefined, nobody],
    problem({ problem: 'no-such-account' }),
  ],
  [
    'attaches neither of two customers that name one vacant account',
    [{ account: 'a', customers: ['cus_1', 'cus_2'] }, account(null), nobody],
    problem({ problem: 'account-named-twice', customers: ['cus_1', 'cus_2'] }),
  ],
  [
    'reports the second customer of an account that has the first',
    [{ account: 'a', customers: ['cus_1', 'cus_2'] }, account('cus_2'), new Map([['cus_2', 'a']])],
    problem({ problem: 'account-named-twice', customers: ['cus_1', 'cus_2'] }),
  ],
])('%s', (_, [claim, found, holders], expected) => {
  expect(decideClaim(claim, found, holders)).toEqual(expected)
})
