import type { Html } from './html'

/** What a page of the portal answers. */
export type PortalReply =
  | { kind: 'page'; status: number; title: string; body: Html }
  | { kind: 'redirect'; location: string }

export function page(title: string, body: Html, status = 200): PortalReply {
  return { kind: 'page', status, title, body }
}

/** After a form was posted: 303, so that reloading the page posts nothing again. */
export function redirect(location: string): PortalReply {
  return { kind: 'redirect', location }
}
