import type { Customer } from '../../wire'
import { type Html, html } from '../html'
import type { PortalContext } from '../portal-context'

/** Whom invoices are made out to. */
export function customerSection({ customer, configuration, path }: PortalContext): Html {
  const facts: [string, string | null][] = [
    ['Name', customer.name ?? null],
    ['E-mail', customer.email],
    ['Phone', customer.phone ?? null],
    ['Address', addressText(customer)],
  ]
  return html`
    <section aria-labelledby="customer">
      <h2 id="customer">Billing information</h2>
      <dl class="facts">${facts.map(([term, fact]) => fact && html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>
      ${
        configuration.features.customer_update.enabled &&
        html`<p><a class="add" href="${path('customer')}">Update information</a></p>`
      }
    </section>`
}

function addressText({ address }: Customer): string | null {
  if (!address) return null
  const town = [address.postal_code, address.city].filter(Boolean).join(' ')
  const lines = [address.line1, address.line2, town, address.state, address.country].filter(Boolean)
  return lines.length > 0 ? lines.join(', ') : null
}
