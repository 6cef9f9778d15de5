/**
 * Everything that is recorded about an account. `subject` and `detail` of each: a key's name and first
 * characters; for a member the address (the name where there is none) and the role, as in `OWNER`; for a
 * portal session that support opened the reason, as `subject`. API calls are not recorded: they are in the
 * logs and in the key's last use.
 *
 * `member.added` is somebody known here whom another put on the account. `member.joined` is somebody who
 * proved an invited address by signing in.
 */
export const AUDIT_ACTIONS = [
  'portal.requested',
  'portal.support_opened',
  'key.created',
  'key.rotated',
  'key.revoked',
  'key.reported',
  'member.invited',
  'member.added',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'member.left',
  'member.ownership_passed',
  'member.invitation_withdrawn',
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
