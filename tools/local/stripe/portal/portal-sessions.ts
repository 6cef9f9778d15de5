import { createHash } from 'node:crypto'
import { randomText } from '../account/new-id'
import type { PortalSession } from '../wire'

/** A link that nobody opened is dead after five minutes. */
const UNOPENED_LIFETIME_MS = 5 * 60_000

/** An opened session lives for an hour after the last page. https://docs.stripe.com/api/customer_portal/sessions */
const IDLE_LIFETIME_MS = 60 * 60_000

/** More than anybody opens by hand; a load test must not fill the memory. */
const KEPT_SESSIONS = 10_000

export type Visit = {
  readonly session: PortalSession
  readonly token: string
  /** The hash of the cookie of the one browser that opened the link; null until then. */
  browser: string | null
  /** When it was made or last used, in milliseconds since 1970. */
  lastSeenAt: number
  /** Whether the flow that the session leads through was completed. */
  flowCompleted: boolean
}

/** `newCookie` is to be set when this browser has just taken the link. */
export type Opening =
  | { kind: 'open'; visit: Visit; newCookie: string | null }
  | { kind: 'unknown' }
  | { kind: 'expired' | 'used-elsewhere'; visit: Visit }

/** Portal sessions and who opened them. In memory: their links name a port that is gone after a restart. */
export class PortalSessions {
  readonly #visits = new Map<string, Visit>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  add(token: string, session: PortalSession): void {
    const visit = { session, token, browser: null, lastSeenAt: this.#now(), flowCompleted: false }
    this.#visits.set(token, visit)
    const [oldest = ''] = this.#visits.keys()
    if (this.#visits.size > KEPT_SESSIONS) this.#visits.delete(oldest)
  }

  /** Opens a link for a browser. The first browser takes the link, and from then on only its cookie opens it. */
  open(token: string, cookie = ''): Opening {
    const visit = this.#visits.get(token)
    if (!visit) return { kind: 'unknown' }
    const now = this.#now()
    const lifetime = visit.browser === null ? UNOPENED_LIFETIME_MS : IDLE_LIFETIME_MS
    if (now - visit.lastSeenAt > lifetime) return { kind: 'expired', visit }
    if (visit.browser !== null && hash(cookie) !== visit.browser) return { kind: 'used-elsewhere', visit }
    const newCookie = visit.browser === null ? randomText(32) : null
    if (newCookie !== null) visit.browser = hash(newCookie)
    visit.lastSeenAt = now
    return { kind: 'open', visit, newCookie }
  }

  /** A fresh link to the same portal, for a customer who proved to be one. */
  renew({ session }: Visit, origin: string): string {
    const token = `test_${randomText(40)}`
    const url = `${origin}/p/session/${token}`
    this.add(token, { ...session, url })
    return url
  }
}

const hash = (cookie: string) => createHash('sha256').update(cookie).digest('hex')
