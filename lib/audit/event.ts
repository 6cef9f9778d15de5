/**
 * Everything that is recorded about an account. `subject` and `detail` of each: a key's name and first
 * characters; for a member the address and the role. API calls are not recorded: they are in the logs and in
 * the key's last use.
 */
export const AUDIT_ACTIONS = [
  'portal.requested',
  'key.created',
  'key.rotated',
  'key.revoked',
  'key.reported',
  'member.invited',
  'member.role_changed',
  'member.removed',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Who did it. `finder` is whoever held a key and reported it. */
export type Actor = { kind: 'user'; userId: string } | { kind: 'operator' } | { kind: 'finder' }

/** Where a request came from, as far as that is known. */
export type RequestSource = {
  /** An IP address, only where the deployment says which header holds it. */
  address: string | null
  /** Such as `Firefox on Windows`. */
  browser: string | null
}

/** The source of what an operator does: no request. */
export const NO_REQUEST: RequestSource = { address: null, browser: null }
