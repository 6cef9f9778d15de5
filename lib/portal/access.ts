import type { Caller, CallerAccount } from '../caller'

/** The API-key scope that opens the portal. */
export const PORTAL_SCOPE = 'billing_portal:create'

/** The outcome of a request for the portal of `requestedId`, or of the caller's only account. */
export type PortalAccess =
  | { kind: 'granted'; account: CallerAccount }
  /** The caller has no such account. Absent accounts and other people's look alike. */
  | { kind: 'no-account' }
  /** A member without a billing role, or a key without the scope. */
  | { kind: 'not-allowed' }
  /** A user with several accounts must name one. */
  | { kind: 'choice-needed'; accountIds: readonly string[] }

/**
 * Decides whose portal a caller may open: an API key its own account's, a user that of any account where they
 * are `OWNER` or `BILLING`.
 */
export function portalAccess(caller: Caller, requestedId?: string): PortalAccess {
  if (caller.kind === 'api-key') {
    if (requestedId !== undefined && requestedId !== caller.account.id) return { kind: 'no-account' }
    return caller.scopes.includes(PORTAL_SCOPE)
      ? { kind: 'granted', account: caller.account }
      : { kind: 'not-allowed' }
  }

  const memberships = requestedId
    ? caller.memberships.filter(({ account }) => account.id === requestedId)
    : caller.memberships
  const [only, ...others] = memberships
  if (!only) return { kind: 'no-account' }
  if (others.length > 0)
    return { kind: 'choice-needed', accountIds: memberships.map(({ account }) => account.id) }
  return only.role === 'MEMBER' ? { kind: 'not-allowed' } : { kind: 'granted', account: only.account }
}
