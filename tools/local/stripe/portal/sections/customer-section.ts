import { html } from 'hono/html'
import type { Customer } from '../../wire'
import type { Html } from '../document'
import { type PortalContext, pathOf } from '../portal-context'

/** Whom invoices are made out to. */
export function customerSection(c: PortalContext): Html {
  const { customer, configuration } = c.var
  const facts = {
    Name: customer.name,
    Email: customer.email,
    Phone: customer.phone,
    Address: addressText(customer),
  }
  return html`
    <section aria-labelledby="customer">
      <h2 id="customer">Billing information</h2>
      <dl class="facts">${Object.entries(facts).map(([term, fact]) => fact && html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>
      ${configuration.features.customer_update.enabled && html`<p><a class="add" href="${pathOf(c, 'customer')}">Update information</a></p>`}
    </section>`
}

function addressText({ address }: Customer): string | null {
  if (!address) return null
  const town = [address.postal_code, address.city].filter(Boolean).join(' ')
  return [address.line1, address.line2, town, address.state, address.country].filter(Boolean).join(', ')
}
