import { createMiddleware } from 'hono/factory'
import type { Customer } from '../wire'
import { formatsIn } from './formats'
import { problemPage, recoverLink } from './link-problems'
import type { PortalContext, PortalEnv } from './portal-context'
import type { Visit } from './portal-sessions'

/**
 * Opens the portal session in the path, or says why not. The path is the credential, which no other site
 * knows, so forms need no further guard.
 */
export const openSession = createMiddleware<PortalEnv>(async (c, next) => {
  const { portalSessions, store } = c.var.stripe
  const visit = portalSessions.find(c.req.param('token') ?? '')
  if (!visit) return problemPage(c, 'unknown')
  if (!portalSessions.open(visit))
    return c.req.path.endsWith('/recover') ? recoverLink(c, visit) : problemPage(c, 'expired', visit)
  const customer = store.find('customer', visit.session.customer)
  const configuration = store.find('billing_portal.configuration', visit.session.configuration)
  if (!customer || customer.deleted || !configuration) return problemPage(c, 'closed')
  c.set('visit', visit)
  c.set('customer', customer)
  c.set('configuration', configuration)
  c.set('formats', formatsIn(localeOf(c, visit, customer)))
  return next()
})

/** The session's language; else, as Stripe says, the customer's first preference, else the browser's. */
function localeOf(c: PortalContext, { session }: Visit, customer: Customer): string {
  if (session.locale && session.locale !== 'auto') return session.locale
  const accepted = /^[a-z]{2,3}(-[a-z0-9]+)*/i.exec(c.req.header('accept-language') ?? '')?.[0]
  return customer.preferred_locales?.[0] ?? accepted ?? 'en'
}
