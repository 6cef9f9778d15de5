import type { Role } from '@/prisma/generated/enums'

/** What a member may do with a billing account beyond seeing that it is there. */
const ABILITIES = {
  'keys:manage': ['OWNER', 'BILLING'],
  'activity:read': ['OWNER'],
  'members:see': ['OWNER', 'BILLING', 'MEMBER'],
  'members:manage': ['OWNER'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof ABILITIES

/**
 * Whether a role in an account allows something there. Every page and every server action asks this one
 * table.
 */
export function can(role: Role, ability: Ability): boolean {
  return (ABILITIES[ability] as readonly Role[]).includes(role)
}
