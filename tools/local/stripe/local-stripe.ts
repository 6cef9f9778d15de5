import type { Store } from './account/store'
import type { PortalSessions } from './portal/portal-sessions'

/** One Stripe account in test mode, with its surroundings. */
export type LocalStripe = {
  /** This server's origin, such as `http://127.0.0.1:41234`. */
  readonly origin: string
  /** The current time in milliseconds since 1970. Tests can change it. */
  readonly now: () => number
  readonly store: Store
  readonly portalSessions: PortalSessions
  /**
   * Sends an event about an object to the webhook endpoint, with the previous values of changed attributes.
   */
  readonly emit: (type: string, object: object, previous?: object) => void
  /** Writes changes to disk. */
  readonly save: () => void
}

/** Seconds since 1970, the unit of every time in Stripe's API. */
export function unixNow(stripe: Pick<LocalStripe, 'now'>): number {
  return Math.floor(stripe.now() / 1000)
}
