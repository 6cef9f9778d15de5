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
    access: { kind: 'granted', account: account('a') },
  },
  {
    name: 'a billing member',
    caller: user(['BILLING', 'a']),
    access: { kind: 'granted', account: account('a') },
  },
  { name: 'a plain member', caller: user(['MEMBER', 'a']), access: { kind: 'not-allowed' } },
  { name: 'a user without an account', caller: user(), access: { kind: 'no-account' } },
  {
    name: 'an owner of two accounts who requests none',
    caller: user(['OWNER', 'a'], ['OWNER', 'b']),
    access: { kind: 'choice-needed', accountIds: ['a', 'b'] },
  },
  {
    name: 'an owner of two accounts who requests one',
    caller: user(['OWNER', 'a'], ['OWNER', 'b']),
    requestedId: 'b',
    access: { kind: 'granted', account: account('b') },
  },
  {
    name: 'an owner who requests an account where they are a plain member',
    caller: user(['OWNER', 'a'], ['MEMBER', 'b']),
    requestedId: 'b',
    access: { kind: 'not-allowed' },
  },
  {
    name: 'an owner who requests someone else’s account',
    caller: user(['OWNER', 'a']),
    requestedId: 'z',
    access: { kind: 'no-account' },
  },
  {
    name: 'a key with the scope',
    caller: key(PORTAL_SCOPE),
    access: { kind: 'granted', account: account('a') },
  },
  {
    name: 'a key that requests its own account',
    caller: key(PORTAL_SCOPE),
    requestedId: 'a',
    access: { kind: 'granted', account: account('a') },
  },
  {
    name: 'a key that requests another account',
    caller: key(PORTAL_SCOPE),
    requestedId: 'b',
    access: { kind: 'no-account' },
  },
  { name: 'a key without the scope', caller: key('reports:read'), access: { kind: 'not-allowed' } },
] satisfies { name: string; caller: Caller; requestedId?: string; access: unknown }[])(
  '$name: $access.kind',
  ({ caller, access, ...rest }) => {
    expect(portalAccess(caller, 'requestedId' in rest ? rest.requestedId : undefined)).toEqual(access)
  },
)
