import type { ServerResponse } from 'node:http'
import type { LocalStripe } from '../local-stripe'
import { plainDocument, portalDocument } from './document'
import type { PortalContext } from './portal-context'
import type { PortalReply } from './portal-reply'

/**
 * No script, no foreign content, no framing. The referrer stays within this origin, because the address of a session is a credential;
 * `no-referrer` would also take the `Origin` from forms.
 */
const headersFor = (formTargets: string[]) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // A form that ends a flow is answered with a redirect, and Chromium holds that against `form-action` too.
    `form-action ${["'self'", ...formTargets].join(' ')}`,
  ].join('; '),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
})

/** Sends a page that belongs to no open session. */
export function sendPage(response: ServerResponse, stripe: LocalStripe, reply: PortalReply): void {
  if (reply.kind === 'redirect') sendRedirect(response, reply.location)
  else response.writeHead(reply.status, headersFor([])).end(plainDocument(stripe, reply).text)
}

/** Sends a page of an open session. */
export function sendSessionPage(response: ServerResponse, context: PortalContext, reply: PortalReply): void {
  const target = context.visit.session.flow?.after_completion.redirect?.return_url
  const origins = target === undefined ? [] : [new URL(target).origin]
  if (reply.kind === 'redirect') sendRedirect(response, reply.location)
  else response.writeHead(reply.status, headersFor(origins)).end(portalDocument(context, reply).text)
}

function sendRedirect(response: ServerResponse, location: string): void {
  response
    .writeHead(303, { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
    .end()
}
