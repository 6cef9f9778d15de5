import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { pageHeaders } from '../../page/page-headers'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration } from '../wire'
import { formatsIn } from './formats'
import { invoicePage } from './invoice-page'
import { notFoundPage, problemPage, recoverLink } from './link-problems'
import { cancel, cancelPage, resume } from './pages/cancel-subscription'
import { addCard, cardPage, makeDefault, removeCard, removeCardPage } from './pages/cards'
import { changePlan, choosePlanPage, confirmPlanPage } from './pages/change-plan'
import { homePage } from './pages/home'
import type { PortalContext, PortalEnv } from './portal-context'
import type { Visit } from './portal-sessions'

/**
 * Opens the portal session in the path, or explains why it cannot. The path is a credential that no other
 * site knows, so forms need no CSRF protection.
 */
const openSession = createMiddleware<PortalEnv>(async (c, next) => {
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
  c.set('formats', formatsIn(localeOf(c, visit)))
  return next()
})

/** The session's language, then the browser's. */
function localeOf(c: PortalContext, { session }: Visit): string {
  if (session.locale && session.locale !== 'auto') return session.locale
  const accepted = /^[a-z]{2,3}(-[a-z0-9]+)*/i.exec(c.req.header('accept-language') ?? '')?.[0]
  return accepted ?? 'en'
}

const SESSION = '/p/session/:token'

/** The pages: the customer portal and the hosted invoices. */
export function portalApp(stripe: LocalStripe): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>()
  app.use(async (c, next) => {
    c.set('stripe', stripe)
    await next()
    stripe.save()
  })
  app.use(pageHeaders(formTargets))
  app.notFound(notFoundPage)
  app.get('/i/:invoice', invoicePage)

  app.use(`${SESSION}/*`, openSession)
  app.get(SESSION, homePage)

  const card = needs('payment_method_update')
  app.get(`${SESSION}/payment-methods/new`, card, (c) => cardPage(c))
  app.post(`${SESSION}/payment-methods`, card, addCard)
  app.post(`${SESSION}/payment-methods/:id/default`, card, makeDefault)
  app.get(`${SESSION}/payment-methods/:id/remove`, card, removeCardPage)
  app.post(`${SESSION}/payment-methods/:id/remove`, card, removeCard)

  const ending = needs('subscription_cancel')
  app.get(`${SESSION}/subscriptions/:id/cancel`, ending, cancelPage)
  app.post(`${SESSION}/subscriptions/:id/cancel`, ending, cancel)
  app.post(`${SESSION}/subscriptions/:id/resume`, ending, resume)

  const plan = needs('subscription_update')
  app.get(`${SESSION}/subscriptions/:id/update`, plan, choosePlanPage)
  app.get(`${SESSION}/subscriptions/:id/update/confirm`, plan, confirmPlanPage)
  app.post(`${SESSION}/subscriptions/:id/update`, plan, changePlan)
  return app
}

/** Allows a page only if the configuration has its feature on. */
const needs = (feature: keyof PortalConfiguration['features']) =>
  createMiddleware<PortalEnv>(async (c, next) =>
    c.var.configuration.features[feature].enabled ? next() : problemPage(c, 'feature-off'),
  )

/** A form that ends a flow redirects, and Chromium applies `form-action` to the redirect too. */
function formTargets(c: PortalContext): string {
  const target = c.var.visit?.session.flow?.after_completion.redirect?.return_url
  return `form-action 'self' ${target ? new URL(target).origin : ''}`.trim()
}
