const DAY_MS = 24 * 60 * 60 * 1000

/** A key is marked this many days before it expires. */
const SOON_DAYS = 7

/** A key is marked after this many days without use. */
const UNUSED_DAYS = 90

type Dates = { createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null; revokedAt: Date | null }

/** `replaced`: it was rotated and works until it expires. */
export type KeyState = 'active' | 'replaced' | 'expired' | 'revoked'

export function keyState(key: Dates & { isReplaced: boolean }, now: Date): KeyState {
  if (key.revokedAt) return 'revoked'
  if (key.expiresAt && key.expiresAt <= now) return 'expired'
  return key.isReplaced ? 'replaced' : 'active'
}

/** Warnings to show beside a live key; empty when there are none. */
export function keyMarks({ createdAt, lastUsedAt, expiresAt }: Dates, now: Date): string[] {
  const since = (date: Date) => now.getTime() - date.getTime()
  return [
    ...(expiresAt ? soonMark(-since(expiresAt)) : ['never expires']),
    ...(since(lastUsedAt ?? createdAt) >= UNUSED_DAYS * DAY_MS ? [`unused for ${UNUSED_DAYS} days`] : []),
  ]
}

/** Rounds days up, so no key outlives its mark. */
function soonMark(leftMs: number): string[] {
  if (leftMs > SOON_DAYS * DAY_MS) return []
  if (leftMs < DAY_MS) return ['expires within a day']
  return [`expires in ${Math.ceil(leftMs / DAY_MS)} days`]
}
