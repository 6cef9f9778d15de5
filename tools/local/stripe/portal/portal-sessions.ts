import { randomText } from '../account/new-id'
import type { PortalSession } from '../wire'

export type Visit = {
  readonly session: PortalSession
  readonly token: string
  isOpened: boolean
  /** When it was made or last used, in milliseconds since 1970. */
  lastSeenAt: number
  /** Whether the flow that the session leads through was completed. */
  isFlowCompleted: boolean
}

/** Portal sessions, in memory: their links name a port that is gone after a restart. */
export class PortalSessions {
  readonly #visits = new Map<string, Visit>()

  constructor(private readonly now: () => number) {}

  /** Gives the session a link of its own. */
  add(origin: string, withoutUrl: Omit<PortalSession, 'url'>): PortalSession {
    const token = `test_${randomText(40)}`
    const session = { ...withoutUrl, url: `${origin}/p/session/${token}` }
    const visit = { session, token, isOpened: false, lastSeenAt: this.now(), isFlowCompleted: false }
    this.#visits.set(token, visit)
    return session
  }

  find(token: string): Visit | null {
    return this.#visits.get(token) ?? null
  }

  /**
   * Whether the link opens, five minutes long until it is first opened and an hour long after its last page.
   * https://docs.stripe.com/api/customer_portal/sessions
   */
  open(visit: Visit): boolean {
    const now = this.now()
    if (now - visit.lastSeenAt > (visit.isOpened ? 60 : 5) * 60_000) return false
    Object.assign(visit, { isOpened: true, lastSeenAt: now })
    return true
  }
}
