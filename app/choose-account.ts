import { type Ability, can } from '@/lib/ability'
import type { SessionUser } from '@/lib/auth/find-session'
import type { CallerAccount } from '@/lib/caller'

type Memberships = SessionUser['memberships']

export type AccountChoice =
  /** `all` is every account that the page could show to this person, oldest first. */
  | { kind: 'chosen'; account: CallerAccount; all: readonly CallerAccount[] }
  /** The requested account is foreign or missing; the two look alike. */
  | { kind: 'not-found' }
  /** The role does not allow it: in the requested account, or in all of their accounts. */
  | { kind: 'not-allowed'; account: CallerAccount }
  | { kind: 'no-account' }

/**
 * Chooses the account that a page is about.
 *
 * @param asked the page's `account` parameter; without it, the first account whose role allows it
 */
export function chooseAccount(memberships: Memberships, asked: unknown, ability: Ability): AccountChoice {
  const allowed = memberships.filter(({ role }) => can(role, ability)).map(({ account }) => account)
  const candidates =
    asked === undefined ? memberships : memberships.filter(({ account }) => account.id === asked)
  const account = allowed.find((one) => candidates.some((candidate) => candidate.account.id === one.id))
  if (account) return { kind: 'chosen', account, all: allowed }

  const [first] = candidates
  if (first) return { kind: 'not-allowed', account: first.account }
  return { kind: asked === undefined ? 'no-account' : 'not-found' }
}
