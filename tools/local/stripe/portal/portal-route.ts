import type { PortalConfiguration } from '../wire'
import type { PortalContext } from './portal-context'
import type { PortalReply } from './portal-reply'

/** A request for a page of an open session. */
export type PortalRequest = {
  /** The id in the path; '' where there is none. */
  id: string
  query: URLSearchParams
  /** The posted form; empty for GET. */
  form: URLSearchParams
}

export type PortalRoute = {
  method: 'GET' | 'POST'
  /** Below the session's own path, such as `subscriptions/:id/cancel`. */
  path: string
  /** What the configuration must have on for this page to be there. */
  feature?: keyof PortalConfiguration['features']
  answer(context: PortalContext, request: PortalRequest): PortalReply
}
