import { html } from 'hono/html'
import { parseForm } from '../../api/form'
import { parseParams } from '../../api/params'
import { StripeError } from '../../api/stripe-error'
import { customerDetails, updateCustomer } from '../../resources/customers'
import { sessionPage } from '../document'
import { completeFlow, goBack } from '../flow'
import { type PortalContext, pathOf } from '../portal-context'

/** The API parameter of each field, with its label and autocomplete value. */
const FIELDS = [
  ['name', 'Name', 'name'],
  ['email', 'Email', 'email'],
  ['phone', 'Phone', 'tel'],
  ['address[line1]', 'Street', 'address-line1'],
  ['address[line2]', 'Apartment, suite', 'address-line2'],
  ['address[postal_code]', 'Postal code', 'postal-code'],
  ['address[city]', 'City', 'address-level2'],
  ['address[state]', 'State or region', 'address-level1'],
  ['address[country]', 'Country', 'country-name'],
] as const

/** The fields that the configuration lets the customer change. */
function fieldsOf({ var: { configuration } }: PortalContext) {
  const allowed: string[] = configuration.features.customer_update.allowed_updates
  return FIELDS.filter(([name]) => allowed.includes(name.split('[')[0] ?? ''))
}

/** Saves the allowed fields. They have the names of the API's parameters and use the same schema. */
export async function saveDetails(c: PortalContext) {
  const form = new URLSearchParams(await c.req.text())
  const typed = new URLSearchParams(fieldsOf(c).map(([name]) => [name, (form.get(name) ?? '').trim()]))
  try {
    const details = parseParams(customerDetails, parseForm(typed.toString()))
    updateCustomer(c.var.stripe, c.var.customer, details)
  } catch (error) {
    if (error instanceof StripeError) return detailsPage(c, error, typed)
    throw error
  }
  return completeFlow(c, 'details-saved')
}

export function detailsPage(c: PortalContext, problem?: StripeError, typed = savedDetails(c)) {
  const fields = fieldsOf(c).map(([name, label, autocomplete]) => {
    const wrong = problem?.details.param === name
    return html`
      <div class="field">
        <label for="${name}">${label}</label>
        <input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${typed.get(name)}" ${wrong && html`aria-invalid="true" aria-describedby="${name}-error" autofocus`}>
        ${wrong && html`<p class="error" id="${name}-error">${problem.message}</p>`}
      </div>`
  })
  const body = html`
    <h1>Billing information</h1>
    ${problem && html`<p class="notice bad" role="alert">${problem.message}. Nothing was saved.</p>`}
    <form class="stack" method="post" action="${pathOf(c, 'customer')}" novalidate>
      ${fields}
      <div class="actions"><button class="button" type="submit">Save</button>${goBack(c)}</div>
    </form>`
  return sessionPage(c, 'Billing information', body, problem ? 422 : 200)
}

function savedDetails({ var: { customer } }: PortalContext): URLSearchParams {
  const { name, email, phone, address } = customer
  const lines = Object.entries(address ?? {}).map(([line, value]) => [`address[${line}]`, value] as const)
  const all = [...Object.entries({ name, email, phone }), ...lines]
  return new URLSearchParams(all.map(([key, value]) => [key, value ?? '']))
}
