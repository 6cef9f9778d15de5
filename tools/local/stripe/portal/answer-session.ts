import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalStripe } from '../local-stripe'
import { readBody } from '../read-body'
import {
  closedPage,
  crossSitePage,
  expiredPage,
  featureOffPage,
  notFoundPage,
  recoverLink,
  unknownLinkPage,
  usedElsewherePage,
} from './link-problems'
import { findContext, type PortalContext } from './portal-context'
import type { PortalReply } from './portal-reply'
import type { PortalRequest } from './portal-route'
import { findPortalRoute } from './portal-routes'
import { sendPage, sendSessionPage } from './send-page'
import { cookieHeader, cookieIn } from './session-cookie'

type SessionRequest = {
  stripe: LocalStripe
  token: string
  /** The path below the session's own. */
  page: string
  query: URLSearchParams
}

/** Answers a request for a portal session: opens it if it may be opened, and shows the page. */
export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  asked: SessionRequest,
): Promise<void> {
  const { stripe, token, page, query } = asked
  const { method = 'GET', headers } = request
  // A link checker asks with HEAD; only a reader may use up the link.
  if (method !== 'GET' && method !== 'POST') {
    response.writeHead(405, { Allow: 'GET, POST' }).end()
    return
  }
  if (method === 'POST' && !isFromThisOrigin(headers.origin, stripe))
    return sendPage(response, stripe, crossSitePage())
  const form = new URLSearchParams(method === 'POST' ? ((await readBody(request)) ?? '') : '')

  const opening = stripe.portalSessions.open(token, cookieIn(headers.cookie))
  switch (opening.kind) {
    case 'unknown':
      return sendPage(response, stripe, unknownLinkPage())
    case 'expired':
    case 'used-elsewhere': {
      if (method === 'POST' && page === 'recover')
        return sendPage(response, stripe, recoverLink(stripe, opening.visit, form))
      const problem = opening.kind === 'expired' ? expiredPage : usedElsewherePage
      return sendPage(response, stripe, problem(stripe, opening.visit))
    }
    case 'open': {
      if (opening.newCookie !== null) response.setHeader('Set-Cookie', cookieHeader(token, opening.newCookie))
      const context = findContext(stripe, opening.visit, headers['accept-language'])
      if (!context) return sendPage(response, stripe, closedPage())
      sendSessionPage(response, context, replyOf(context, method, page, { query, form }))
    }
  }
}

function replyOf(
  context: PortalContext,
  method: string,
  page: string,
  request: Omit<PortalRequest, 'id'>,
): PortalReply {
  const found = findPortalRoute(method, page)
  if (!found) return notFoundPage()
  const { route, id } = found
  if (route.feature && !context.configuration.features[route.feature].enabled) return featureOffPage()
  return route.answer(context, { ...request, id })
}

/**
 * The guard against forged requests. The cookie is `SameSite=Lax`, so another site's form comes without it; but all ports of this machine
 * are one site, so the origin is compared too. Browsers always send it with a POST.
 */
function isFromThisOrigin(origin: string | undefined, stripe: LocalStripe): boolean {
  return origin === stripe.origin || origin === stripe.origin.replace('127.0.0.1', 'localhost')
}
