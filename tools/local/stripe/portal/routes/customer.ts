import { parseForm } from '../../api/form'
import { parseParams } from '../../api/parse-params'
import { StripeError } from '../../api/stripe-error'
import { updateCustomer } from '../../resources/customer-object'
import { type CustomerUpdate, customerUpdate } from '../../resources/customer-params'
import { completeFlow } from '../complete-flow'
import { type Html, html } from '../html'
import type { PortalContext } from '../portal-context'
import { type PortalReply, page } from '../portal-reply'
import type { PortalRequest, PortalRoute } from '../portal-route'

const feature = 'customer_update'

export const customerRoutes: PortalRoute[] = [
  { method: 'GET', path: 'customer', feature, answer: (context) => detailsPage(context) },
  { method: 'POST', path: 'customer', feature, answer: saveDetails },
]

type Field = {
  update: string
  name: string
  label: string
  autocomplete: string
  value: string | null | undefined
}

/** The fields that the configuration lets the customer change. A shipping address and tax ids are not among them here. */
function fieldsOf({ configuration, customer }: PortalContext): Field[] {
  const { address } = customer
  const fields: Field[] = [
    { update: 'name', name: 'name', label: 'Name', autocomplete: 'name', value: customer.name },
    { update: 'email', name: 'email', label: 'E-mail', autocomplete: 'email', value: customer.email },
    { update: 'phone', name: 'phone', label: 'Phone', autocomplete: 'tel', value: customer.phone },
    {
      update: 'address',
      name: 'address[line1]',
      label: 'Street',
      autocomplete: 'address-line1',
      value: address?.line1,
    },
    {
      update: 'address',
      name: 'address[line2]',
      label: 'Apartment, suite',
      autocomplete: 'address-line2',
      value: address?.line2,
    },
    {
      update: 'address',
      name: 'address[postal_code]',
      label: 'Postal code',
      autocomplete: 'postal-code',
      value: address?.postal_code,
    },
    {
      update: 'address',
      name: 'address[city]',
      label: 'City',
      autocomplete: 'address-level2',
      value: address?.city,
    },
    {
      update: 'address',
      name: 'address[state]',
      label: 'State or region',
      autocomplete: 'address-level1',
      value: address?.state,
    },
    {
      update: 'address',
      name: 'address[country]',
      label: 'Country',
      autocomplete: 'country-name',
      value: address?.country,
    },
  ]
  const allowed: string[] = configuration.features.customer_update.allowed_updates
  return fields.filter(({ update }) => allowed.includes(update))
}

type Problem = { name: string; message: string }

/** Saves what may be changed. The form has the names of the API's parameters, and is read by the same schema. */
function saveDetails(context: PortalContext, { form }: PortalRequest): PortalReply {
  const allowed = new URLSearchParams(
    fieldsOf(context).map(({ name }) => [name, (form.get(name) ?? '').trim()]),
  )
  const outcome = readUpdate(allowed)
  if (outcome.kind === 'refused') return detailsPage(context, outcome.problem, allowed)
  updateCustomer(context.stripe, context.customer, outcome.update)
  return completeFlow(context, 'details-saved')
}

function readUpdate(
  form: URLSearchParams,
): { kind: 'update'; update: CustomerUpdate } | { kind: 'refused'; problem: Problem } {
  try {
    return { kind: 'update', update: parseParams(customerUpdate, parseForm(form.toString())) }
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    return { kind: 'refused', problem: { name: error.param ?? '', message: error.message } }
  }
}

function detailsPage(context: PortalContext, problem?: Problem, typed?: URLSearchParams): PortalReply {
  const { path, visit } = context
  const leave = visit.session.flow && !visit.flowCompleted ? visit.session.return_url : path()
  const input = ({ name, label, autocomplete, value }: Field): Html => {
    const wrong = problem?.name === name
    return html`
      <div class="field">
        <label for="${name}">${label}</label>
        <input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${typed?.get(name) ?? value}" ${wrong && html`aria-invalid="true" aria-describedby="${name}-error" autofocus`}>
        ${wrong && html`<p class="error" id="${name}-error">${problem.message}</p>`}
      </div>`
  }
  return page(
    'Billing information',
    html`
    <h1>Billing information</h1>
    ${problem && html`<p class="notice bad" role="alert">${problem.message}. Nothing was saved.</p>`}
    <form class="stack" method="post" action="${path('customer')}" novalidate>
      ${fieldsOf(context).map(input)}
      <div class="actions">
        <button class="button" type="submit">Save</button>
        ${leave && html`<a class="button quiet" href="${leave}">Go back</a>`}
      </div>
    </form>`,
    problem ? 422 : 200,
  )
}
