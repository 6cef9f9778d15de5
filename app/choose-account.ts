import { type Ability, can } from '@/lib/ability'
import type { SessionUser } from '@/lib/auth/find-session'
import type { CallerAccount } from '@/lib/caller'

type Memberships = SessionUser['memberships']

export type AccountChoice =
  /** `all` is every account of theirs that the page could show, the oldest first. */
  | { kind: 'chosen'; account: CallerAccount; all: readonly CallerAccount[] }
  /** The account that was asked for is not theirs: not yours looks like not there. */
  | { kind: 'not-found' }
  /** Their role does not allow it: in the account that was asked for, or in all of theirs. */
  | { kind: 'not-allowed'; account: CallerAccount }
  | { kind: 'no-account' }

/**
 * Which of a person's accounts a page is about.
 *
 * @param asked the page's `account` parameter; without it the first account where they may do it
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
