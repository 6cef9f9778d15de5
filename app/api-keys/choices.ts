import { PORTAL_SCOPE } from '@/lib/portal/access'

const DAY_S = 24 * 60 * 60

/** Key lifetimes, by the form's value. */
export const LIFETIMES = {
  '30': { label: '30 days', seconds: 30 * DAY_S },
  '90': { label: '90 days', seconds: 90 * DAY_S },
  '365': { label: '365 days', seconds: 365 * DAY_S },
  never: { label: 'Never', seconds: null },
} as const

export type Lifetime = keyof typeof LIFETIMES

/**
 * The default lifetime of a rotated key's successor: the shortest one that covers the old key's, or 365 days.
 */
export function closestLifetime(createdAt: Date, expiresAt: Date | null): Lifetime {
  if (!expiresAt) return 'never'
  const seconds = (expiresAt.getTime() - createdAt.getTime()) / 1000
  if (seconds <= LIFETIMES['30'].seconds) return '30'
  return seconds <= LIFETIMES['90'].seconds ? '90' : '365'
}

/** Key scopes, with their labels. */
export const SCOPES = { [PORTAL_SCOPE]: 'Open the billing portal' } as const

/** How many hours the old key keeps working after a rotation. */
export const OVERLAPS = [
  { hours: 24, label: '24 hours' },
  { hours: 4, label: '4 hours' },
  { hours: 1, label: '1 hour' },
  { hours: 0, label: 'No overlap: it stops immediately' },
] as const
