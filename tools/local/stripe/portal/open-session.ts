import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Customer } from '../wire'
import { formatsIn } from './formats'
import { problemPage, recoverLink } from './link-problems'
import type { PortalContext, PortalEnv } from './portal-context'
import type { Visit } from './portal-sessions'

const COOKIE = 'portal_session'

/** Opens the portal session in the path for the browser that asks, if it may be opened, or says why not. */
export const openSession = createMiddleware<PortalEnv>(async (c, next) => {
  const { stripe } = c.var
  const { method } = c.req
  // A link checker asks with HEAD; only a reader may use up the link.
  if (method !== 'GET' && method !== 'POST') return c.text('', 405, { Allow: 'GET, POST' })
  if (method === 'POST' && !isFromThisOrigin(c)) return problemPage(c, 'cross-site')

  const token = c.req.param('token') ?? ''
  const opening = stripe.portalSessions.open(token, getCookie(c, COOKIE))
  if (opening.kind === 'unknown') return problemPage(c, 'unknown')
  const { visit } = opening
  if (opening.kind !== 'open')
    return method === 'POST' && c.req.path.endsWith('/recover')
      ? recoverLink(c, visit)
      : problemPage(c, opening.kind, visit)
  // `Lax`, not `Strict`: whoever comes back through the same link from the business's site must be let in. It is not
  // `Secure`, because the portal is plain http on this machine.
  if (opening.newCookie !== null)
    setCookie(c, COOKIE, opening.newCookie, { path: `/p/session/${token}`, httpOnly: true, sameSite: 'Lax' })

  const customer = stripe.store.find('customer', visit.session.customer)
  const configuration = stripe.store.find('billing_portal.configuration', visit.session.configuration)
  if (!customer || customer.deleted || !configuration) return problemPage(c, 'closed')
  c.set('visit', visit)
  c.set('customer', customer)
  c.set('configuration', configuration)
  c.set('formats', formatsIn(localeOf(c, visit, customer)))
  return next()
})

/**
 * The guard against forged requests. The cookie is `SameSite=Lax`, so another site's form comes without it; but all ports
 * of this machine are one site, so the origin is compared too. Browsers always send it with a POST.
 */
function isFromThisOrigin(c: PortalContext): boolean {
  const { origin } = c.var.stripe
  return [origin, origin.replace('127.0.0.1', 'localhost')].includes(c.req.header('origin') ?? '')
}

/** The session's language; else, as Stripe says, the customer's first preference, else the browser's. */
function localeOf(c: PortalContext, { session }: Visit, customer: Customer): string {
  if (session.locale && session.locale !== 'auto') return session.locale
  const accepted = /^[a-z]{2,3}(-[a-z0-9]+)*/i.exec(c.req.header('accept-language') ?? '')?.[0]
  return customer.preferred_locales?.[0] ?? accepted ?? 'en'
}
