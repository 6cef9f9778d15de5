import { randomText } from '../account/new-id'
import type { PortalSession } from '../wire'

export type Visit = {
  readonly session: PortalSession
  readonly token: string
  isOpened: boolean
  /** When it was created or last used, in milliseconds since 1970. */
  lastSeenAt: number
  /** Whether the session's flow is completed. */
  isFlowCompleted: boolean
}

/** Portal sessions, kept in memory: their links contain a port that changes after a restart. */
export class PortalSessions {
  readonly #visits = new Map<string, Visit>()

  constructor(private readonly now: () => number) {}

  /** Adds a session with a unique link. */
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
   * Opens the link if it is still valid: for five minutes until it is first opened, then for an hour after
   * the last page. https://docs.stripe.com/api/customer_portal/sessions
   */
  open(visit: Visit): boolean {
    const now = this.now()
    if (now - visit.lastSeenAt > (visit.isOpened ? 60 : 5) * 60_000) return false
    Object.assign(visit, { isOpened: true, lastSeenAt: now })
    return true
  }
}
