import { html } from 'hono/html'
import { sessionPage } from '../document'
import { flowPage, SENTENCES } from '../flow'
import type { PortalContext } from '../portal-context'
import { customerSection } from '../sections/customer-section'
import { invoicesSection } from '../sections/invoices-section'
import { paymentMethodsSection } from '../sections/payment-methods-section'
import { subscriptionsSection } from '../sections/subscriptions-section'

/** Everything the configuration lets the customer see. A session that was made for one thing leads there first. */
export function homePage(c: PortalContext) {
  const { flow } = c.var.visit.session
  const start = flowPage(c)
  if (start !== null) return c.redirect(start, 303)
  if (flow?.after_completion.type === 'hosted_confirmation') return donePage(c)
  const sentence = Object.entries(SENTENCES).find(([word]) => word === c.req.query('done'))?.[1]
  return sessionPage(
    c,
    'Billing',
    html`
    <h1>Billing</h1>
    ${sentence && html`<p class="notice" role="status">${sentence}</p>`}
    ${subscriptionsSection(c)}
    ${paymentMethodsSection(c)}
    ${customerSection(c)}
    ${invoicesSection(c)}`,
  )
}

/** The end of a flow that confirms on Stripe's own page. */
export function donePage(c: PortalContext) {
  const { session } = c.var.visit
  const message = session.flow?.after_completion.hosted_confirmation?.custom_message
  const back = session.return_url
  return sessionPage(
    c,
    'All done',
    html`
    <h1>All done</h1>
    <p class="lead">${message ?? 'Your change was saved.'}</p>
    ${back && html`<p><a class="button" href="${back}">Return to ${c.var.stripe.businessName}</a></p>`}`,
  )
}
