import { expect, test } from 'vitest'
import type { Caller } from '../caller'
import { PORTAL_SCOPE, portalAccess } from './access'

const account = (id: string) => ({ id, name: id, stripeCustomerId: `cus_${id}`, customerStaleAt: null })
const user = (...roles: ['OWNER' | 'BILLING' | 'MEMBER', string][]): Caller => ({
  kind: 'user',
  userId: 'u',
  memberships: roles.map(([role, id]) => ({ role, account: account(id) })),
})
const key = (...scopes: string[]): Caller => ({ kind: 'api-key', keyId: 'k', scopes, account: account('a') })

test.each([
  {
    name: 'an owner of one account',
    caller: user(['OWNER', 'a']),
    is: { kind: 'granted', account: account('a') },
  },
  {
    name: 'a billing member',
    caller: user(['BILLING', 'a']),
    is: { kind: 'granted', account: account('a') },
  },
  { name: 'a plain member', caller: user(['MEMBER', 'a']), is: { kind: 'not-allowed' } },
  { name: 'nobody’s member', caller: user(), is: { kind: 'no-account' } },
  {
    name: 'an owner of two who names none',
    caller: user(['OWNER', 'a'], ['OWNER', 'b']),
    is: { kind: 'choice-needed', accountIds: ['a', 'b'] },
  },
  {
    name: 'an owner of two who names one',
    caller: user(['OWNER', 'a'], ['OWNER', 'b']),
    asks: 'b',
    is: { kind: 'granted', account: account('b') },
  },
  {
    name: 'an owner here, a member there',
    caller: user(['OWNER', 'a'], ['MEMBER', 'b']),
    asks: 'b',
    is: { kind: 'not-allowed' },
  },
  {
    name: 'an owner who names another’s account',
    caller: user(['OWNER', 'a']),
    asks: 'z',
    is: { kind: 'no-account' },
  },
  { name: 'a key with the scope', caller: key(PORTAL_SCOPE), is: { kind: 'granted', account: account('a') } },
  {
    name: 'a key that names its own account',
    caller: key(PORTAL_SCOPE),
    asks: 'a',
    is: { kind: 'granted', account: account('a') },
  },
  {
    name: 'a key that names another account',
    caller: key(PORTAL_SCOPE),
    asks: 'b',
    is: { kind: 'no-account' },
  },
  { name: 'a key without the scope', caller: key('reports:read'), is: { kind: 'not-allowed' } },
] satisfies { name: string; caller: Caller; asks?: string; is: unknown }[])(
  '$name: $is.kind',
  ({ caller, is, ...rest }) => {
    expect(portalAccess(caller, 'asks' in rest ? rest.asks : undefined)).toEqual(is)
  },
)
