import type { Role } from '@/prisma/generated/enums'

/** How pages describe each role, strongest first. */
export const ROLES = {
  OWNER: {
    label: 'Owner',
    withArticle: 'an owner',
    may: 'Manages billing, API keys and members, and sees the activity.',
  },
  BILLING: {
    label: 'Billing member',
    withArticle: 'a billing member',
    may: 'Manages billing and API keys.',
  },
  MEMBER: {
    label: 'Member',
    withArticle: 'a member',
    may: 'Sees who is on the account.',
  },
} as const satisfies Record<Role, object>

export type RoleName = keyof typeof ROLES
