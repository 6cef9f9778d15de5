import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalStripe } from '../local-stripe'
import { renewDueSubscriptions } from '../resources/subscription-lifecycle'
import type { Snapshot } from '../store/snapshot'
import { answerInvoice } from './answer-invoice'
import { answerSession } from './answer-session'
import { notFoundPage } from './link-problems'
import { sendPage } from './send-page'
import { STYLES } from './styles'

export type Portal = { stripe: LocalStripe; snapshot: Snapshot }

/** Answers what is not an API: the customer portal and the hosted invoices. */
export async function handlePortal(
  request: IncomingMessage,
  response: ServerResponse,
  { stripe, snapshot }: Portal,
): Promise<void> {
  const url = new URL(request.url ?? '/', stripe.origin)
  const [, area, kind, token = '', ...rest] = url.pathname.split('/')
  renewDueSubscriptions(stripe)
  if (url.pathname === '/p/portal.css') {
    response.writeHead(200, { 'Content-Type': 'text/css', 'Cache-Control': 'no-cache' }).end(STYLES)
  } else if (area === 'p' && kind === 'session') {
    await answerSession(request, response, { stripe, token, page: rest.join('/'), query: url.searchParams })
  } else if (area === 'i' && kind) {
    answerInvoice(response, { stripe, link: `${stripe.origin}/i/${kind}`, asPdf: token === 'pdf' })
  } else {
    sendPage(response, stripe, notFoundPage())
  }
  await snapshot.save()
}
