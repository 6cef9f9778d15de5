import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import type { Customer } from '../../wire'
import { sessionPage } from '../document'
import { flowPage, SENTENCES } from '../flow'
import type { PortalContext } from '../portal-context'
import { invoicesSection } from '../sections/invoices-section'
import { paymentMethodsSection } from '../sections/payment-methods-section'
import { subscriptionsSection } from '../sections/subscriptions-section'

/** Everything that the configuration lets the customer see. A session with a flow starts there instead. */
export function homePage(c: PortalContext) {
  const start = flowPage(c)
  if (start !== null) return c.redirect(start, 303)
  const sentence = Object.entries(SENTENCES).find(([word]) => word === c.req.query('done'))?.[1]
  const body = html`
    <h1>Billing</h1>
    ${sentence && html`<p class="notice" role="status">${sentence}</p>`}
    ${subscriptionsSection(c)}
    ${paymentMethodsSection(c)}
    ${customerSection(c)}
    ${invoicesSection(c)}`
  return sessionPage(c, 'Billing', body)
}

/** The name and address on invoices, read-only. */
function customerSection(c: PortalContext): Html {
  const { customer } = c.var
  const { name, email, phone } = customer
  const facts = Object.entries({ Name: name, Email: email, Phone: phone, Address: addressText(customer) })
  return html`
    <section aria-labelledby="customer">
      <h2 id="customer">Billing information</h2>
      <dl class="facts">${facts.map(([term, fact]) => fact && html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>
    </section>`
}

function addressText({ address }: Customer): string {
  const town = [address?.postal_code, address?.city].filter(Boolean).join(' ')
  return [address?.line1, address?.line2, town, address?.state, address?.country].filter(Boolean).join(', ')
}
