const DAY_MS = 24 * 60 * 60 * 1000

/** Days before its end from which a key is marked. */
const SOON_DAYS = 7

/** Days without a request after which a key is marked. */
const UNUSED_DAYS = 90

type Dates = { createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null; revokedAt: Date | null }

/** What has become of a key. `replaced`: it was rotated, and works until it expires. */
export type KeyState = 'active' | 'replaced' | 'expired' | 'revoked'

export function keyState(key: Dates & { isReplaced: boolean }, now: Date): KeyState {
  if (key.revokedAt) return 'revoked'
  if (key.expiresAt && key.expiresAt <= now) return 'expired'
  return key.isReplaced ? 'replaced' : 'active'
}

/**
 * What somebody who looks after a live key should notice about it, in words; empty for a key in good order.
 */
export function keyMarks({ createdAt, lastUsedAt, expiresAt }: Dates, now: Date): string[] {
  const since = (date: Date) => now.getTime() - date.getTime()
  return [
    ...(expiresAt ? soonMark(-since(expiresAt)) : ['never expires']),
    ...(since(lastUsedAt ?? createdAt) >= UNUSED_DAYS * DAY_MS ? [`unused for ${UNUSED_DAYS} days`] : []),
  ]
}

/** Days are rounded up, so that nothing ends later than it says. */
function soonMark(leftMs: number): string[] {
  if (leftMs > SOON_DAYS * DAY_MS) return []
  if (leftMs < DAY_MS) return ['expires within a day']
  return [`expires in ${Math.ceil(leftMs / DAY_MS)} days`]
}
