import type { Role } from '@/prisma/generated/enums'

/** What a caller may know about a billing account. */
export type CallerAccount = {
  id: string
  name: string
  stripeCustomerId: string | null
  /** When Stripe was first found not to know the customer, or null. */
  customerStaleAt: Date | null
}

/** The authenticated caller. Never holds a raw token. */
export type Caller =
  | { kind: 'api-key'; keyId: string; scopes: readonly string[]; account: CallerAccount }
  | { kind: 'user'; userId: string; memberships: readonly { role: Role; account: CallerAccount }[] }

/**
 * The caller's name in limits, idempotency and logs: `key:<id>` or `user:<id>`. It holds no personal data.
 */
export function callerName(
  caller: { kind: 'api-key'; keyId: string } | { kind: 'user'; userId: string },
): string {
  return caller.kind === 'api-key' ? `key:${caller.keyId}` : `user:${caller.userId}`
}
