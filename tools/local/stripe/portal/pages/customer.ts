import { html } from 'hono/html'
import { parseForm } from '../../api/form'
import { parseParams } from '../../api/parse-params'
import { StripeError } from '../../api/stripe-error'
import { customerDetails } from '../../resources/customer-details'
import { updateCustomer } from '../../resources/update-customer'
import { type Html, sessionPage } from '../document'
import { completeFlow, goBack } from '../flow'
import { type PortalContext, pathOf } from '../portal-context'

/** Each field's name is the API's parameter. A shipping address and tax ids are not among them here. */
const FIELDS = [
  { name: 'name', label: 'Name', autocomplete: 'name' },
  { name: 'email', label: 'Email', autocomplete: 'email' },
  { name: 'phone', label: 'Phone', autocomplete: 'tel' },
  { name: 'address[line1]', label: 'Street', autocomplete: 'address-line1' },
  { name: 'address[line2]', label: 'Apartment, suite', autocomplete: 'address-line2' },
  { name: 'address[postal_code]', label: 'Postal code', autocomplete: 'postal-code' },
  { name: 'address[city]', label: 'City', autocomplete: 'address-level2' },
  { name: 'address[state]', label: 'State or region', autocomplete: 'address-level1' },
  { name: 'address[country]', label: 'Country', autocomplete: 'country-name' },
] as const

/** The fields that the configuration lets the customer change. */
function fieldsOf({ var: { configuration } }: PortalContext) {
  const allowed: string[] = configuration.features.customer_update.allowed_updates
  return FIELDS.filter(({ name }) => allowed.includes(name.split('[')[0] ?? ''))
}

/** Saves what may be changed. The form has the names of the API's parameters, and is read by the same schema. */
export async function saveDetails(c: PortalContext) {
  const form = new URLSearchParams(await c.req.text())
  const typed = new URLSearchParams(fieldsOf(c).map(({ name }) => [name, (form.get(name) ?? '').trim()]))
  try {
    const { stripe, customer } = c.var
    updateCustomer(stripe, customer, parseParams(customerDetails, parseForm(typed.toString())))
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    return detailsPage(c, { name: error.param ?? '', message: error.message }, typed)
  }
  return completeFlow(c, 'details-saved')
}

export function detailsPage(
  c: PortalContext,
  problem?: { name: string; message: string },
  typed = savedDetails(c),
) {
  const input = ({ name, label, autocomplete }: (typeof FIELDS)[number]): Html => {
    const wrong = problem?.name === name
    return html`
      <div class="field">
        <label for="${name}">${label}</label>
        <input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${typed.get(name)}" ${wrong && html`aria-invalid="true" aria-describedby="${name}-error" autofocus`}>
        ${wrong && html`<p class="error" id="${name}-error">${problem.message}</p>`}
      </div>`
  }
  return sessionPage(
    c,
    'Billing information',
    html`
    <h1>Billing information</h1>
    ${problem && html`<p class="notice bad" role="alert">${problem.message}. Nothing was saved.</p>`}
    <form class="stack" method="post" action="${pathOf(c, 'customer')}" novalidate>
      ${fieldsOf(c).map(input)}
      <div class="actions">
        <button class="button" type="submit">Save</button>
        ${goBack(c)}
      </div>
    </form>`,
    problem ? 422 : 200,
  )
}

function savedDetails({ var: { customer } }: PortalContext): URLSearchParams {
  const { name, email, phone, address } = customer
  const lines = Object.entries(address ?? {}).map(([line, value]) => [`address[${line}]`, value])
  const entries = [...Object.entries({ name, email, phone }), ...lines]
  return new URLSearchParams(entries.map(([key, value]) => [String(key), value ?? '']))
}
