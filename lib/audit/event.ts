/**
 * Every recorded action. `subject` and `detail` are a key's name and first characters, or a member's address
 * and role. API calls are not recorded: they are in the logs and in the key's last use.
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

/** Who did it. A `finder` reported a key that they hold. */
export type Actor = { kind: 'user'; userId: string } | { kind: 'operator' } | { kind: 'finder' }

/** Where a request came from, if known. */
export type RequestSource = {
  /** An IP address; null unless CLIENT_ADDRESS_HEADER names the header that holds it. */
  address: string | null
  /** Such as `Firefox on Windows`. */
  browser: string | null
}

/** The source of an operator's commands. */
export const NO_REQUEST: RequestSource = { address: null, browser: null }
