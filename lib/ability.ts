import type { Role } from '@/prisma/generated/enums'

/** The roles with each ability in a billing account. */
const ABILITIES = {
  'billing:manage': ['OWNER', 'BILLING'],
  'keys:manage': ['OWNER', 'BILLING'],
  'activity:read': ['OWNER'],
  'members:see': ['OWNER', 'BILLING', 'MEMBER'],
  'members:manage': ['OWNER'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof ABILITIES

/** Whether a role allows an action in its account. Every page and server action uses this table. */
export function can(role: Role, ability: Ability): boolean {
  return (ABILITIES[ability] as readonly Role[]).includes(role)
}
