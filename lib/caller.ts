import type { Role } from '@/prisma/generated/enums'

/** What a caller may know of a billing account. */
export type CallerAccount = {
  id: string
  name: string
  stripeCustomerId: string | null
  /** When Stripe was found not to know the customer; null where it does, as far as we know. */
  customerStaleAt: Date | null
}

/** Who is asking, after authentication: never a raw token. */
export type Caller =
  | { kind: 'api-key'; keyId: string; scopes: readonly string[]; account: CallerAccount }
  | { kind: 'user'; userId: string; memberships: readonly { role: Role; account: CallerAccount }[] }

/**
 * The caller's name in limits, idempotency and logs: `key:<id>` or `user:<id>`. It says nothing about the
 * person.
 */
export function callerName(caller: Caller): string {
  return caller.kind === 'api-key' ? `key:${caller.keyId}` : `user:${caller.userId}`
}
