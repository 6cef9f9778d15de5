import type { Store } from './account/store'
import type { PortalSessions } from './portal/portal-sessions'

/** One Stripe account in test mode, and the world around it. */
export type LocalStripe = {
  /** Where this server answers, such as `http://127.0.0.1:41234`. */
  readonly origin: string
  /** The name of the business whose Stripe account this is, as the portal shows it. */
  readonly businessName: string
  /** Milliseconds since 1970. Tests turn this clock. */
  readonly now: () => number
  readonly store: Store
  readonly portalSessions: PortalSessions
  /** Tells the webhook endpoint what became of an object, and what the changed attributes were before. */
  readonly emit: (type: string, object: object, previous?: object) => void
  /** Puts what changed on disk. */
  readonly save: () => void
}

/** Seconds since 1970, the unit of every time in Stripe's API. */
export function unixNow(stripe: Pick<LocalStripe, 'now'>): number {
  return Math.floor(stripe.now() / 1000)
}
