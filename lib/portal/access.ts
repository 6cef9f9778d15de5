import type { Caller, CallerAccount } from '../caller'

/** The API-key scope that opens the portal. */
export const PORTAL_SCOPE = 'billing_portal:create'

/**
 * What a caller gets when asking for the portal of `requestedId`, or of their only account when nothing is
 * asked for.
 */
export type PortalAccess =
  | { kind: 'granted'; account: CallerAccount }
  /** The caller belongs to no such account: absent and another's look alike. */
  | { kind: 'no-account' }
  /** A member without the billing right, or a key without the scope. */
  | { kind: 'not-allowed' }
  /** A user with several accounts must say which. */
  | { kind: 'choice-needed'; accountIds: readonly string[] }

/**
 * Decides whose portal a caller may open. An API key speaks for its own account alone; a user for the
 * accounts they are an `OWNER` or `BILLING` member of.
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
