import { can } from '../ability'
import type { Caller, CallerAccount } from '../caller'

/** The API-key scope that opens the portal. */
export const PORTAL_SCOPE = 'billing_portal:create'

/** Whether a caller may open the portal, and of which account. */
export type PortalAccess =
  | { kind: 'granted'; account: CallerAccount }
  /** The caller has no such account. Missing accounts and other people's are identical. */
  | { kind: 'no-account' }
  /** A member without a billing role, or a key without the scope. */
  | { kind: 'not-allowed' }
  /** A user with several accounts must name one. */
  | { kind: 'choice-needed'; accountIds: readonly string[] }

/**
 * Decides which account's portal a caller may open. An API key may open only its own account's. A user may
 * open that of any account where their role can manage billing.
 *
 * @param requestedId by default the caller's only account
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
  return can(only.role, 'billing:manage')
    ? { kind: 'granted', account: only.account }
    : { kind: 'not-allowed' }
}
