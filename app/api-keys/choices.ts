import { PORTAL_SCOPE } from '@/lib/portal/access'

const DAY_S = 24 * 60 * 60

/** How long a key may live, by the form's value. */
export const LIFETIMES = {
  '30': { label: '30 days', seconds: 30 * DAY_S },
  '90': { label: '90 days', seconds: 90 * DAY_S },
  '365': { label: '365 days', seconds: 365 * DAY_S },
  never: { label: 'Never', seconds: null },
} as const

export type Lifetime = keyof typeof LIFETIMES

/**
 * The choice that is closest to how long a key was made for: what a rotated key's successor gets unless
 * somebody says otherwise.
 */
export function closestLifetime(createdAt: Date, expiresAt: Date | null): Lifetime {
  if (!expiresAt) return 'never'
  const seconds = (expiresAt.getTime() - createdAt.getTime()) / 1000
  if (seconds <= LIFETIMES['30'].seconds) return '30'
  return seconds <= LIFETIMES['90'].seconds ? '90' : '365'
}

/** What a key may be made for. */
export const SCOPES = { [PORTAL_SCOPE]: 'Open the billing portal' } as const

/** Hours that a rotated key may go on working, as offered. */
export const OVERLAPS = [
  { hours: 24, label: '24 hours' },
  { hours: 4, label: '4 hours' },
  { hours: 1, label: '1 hour' },
  { hours: 0, label: 'No overlap: it stops at once' },
] as const
