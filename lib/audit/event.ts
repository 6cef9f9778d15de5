/**
 * Every recorded action. `subject` and `detail` are a key's name and first characters, or a member's address
 * (without one, the name) and role, such as `OWNER`. For a support session, `subject` is the reason.
 * API calls are not recorded: they are in the logs and in the key's last use.
 *
 * `member.added`: another person added an existing user. `member.joined`: the person accepted an invitation
 * by signing in with its address.
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

/** Who did it. A `finder` reported a key that they hold. */
export type Actor = { kind: 'user'; userId: string } | { kind: 'operator' } | { kind: 'finder' }

/** Where a request came from, if known. */
export type RequestSource = {
  /** An IP address; null unless CLIENT_ADDRESS_HEADER names the header that holds it. */
  ipAddress: string | null
  /** Such as `Firefox on Windows`. */
  browser: string | null
}

/** The source of an operator's commands. */
export const NO_REQUEST: RequestSource = { ipAddress: null, browser: null }
