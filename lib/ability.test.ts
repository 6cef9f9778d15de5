import { expect, test } from 'vitest'
import { type Ability, can } from './ability'

const TABLE: Record<Ability, { OWNER: boolean; BILLING: boolean; MEMBER: boolean }> = {
  'billing:manage': { OWNER: true, BILLING: true, MEMBER: false },
  'keys:manage': { OWNER: true, BILLING: true, MEMBER: false },
  'activity:read': { OWNER: true, BILLING: false, MEMBER: false },
  'members:see': { OWNER: true, BILLING: true, MEMBER: true },
  'members:manage': { OWNER: true, BILLING: false, MEMBER: false },
}

const cases = Object.entries(TABLE).flatMap(([ability, roles]) =>
  Object.entries(roles).map(([role, allowed]) => ({ ability, role, allowed })),
)

test.each(cases)('$role, $ability: $allowed', ({ ability, role, allowed }) => {
  expect(can(role as 'OWNER', ability as Ability)).toBe(allowed)
})
