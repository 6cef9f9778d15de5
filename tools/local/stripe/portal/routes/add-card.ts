import { updateCustomer } from '../../resources/customer-object'
import { attachPaymentMethod, createCard } from '../../resources/payment-method-object'
import { type CardProblem, readCard } from '../card-form'
import { completeFlow } from '../complete-flow'
import { type Html, html } from '../html'
import type { PortalContext } from '../portal-context'
import { type PortalReply, page } from '../portal-reply'
import type { PortalRequest, PortalRoute } from '../portal-route'

export const addCardRoutes: PortalRoute[] = [
  {
    method: 'GET',
    path: 'payment-methods/new',
    feature: 'payment_method_update',
    answer: (context) => cardPage(context),
  },
  { method: 'POST', path: 'payment-methods', feature: 'payment_method_update', answer: addCard },
]

/** Saves a card. The first one becomes the default, as does one of which that is asked. */
function addCard(context: PortalContext, { form }: PortalRequest): PortalReply {
  const { stripe, customer } = context
  const outcome = readCard(form, stripe.now())
  if (outcome.kind === 'refused') return cardPage(context, outcome.problem, form)
  const { card, name } = outcome
  const method = createCard(stripe, card, {
    allow_redisplay: 'always',
    billing_details: { address: null, email: customer.email, name, phone: null, tax_id: null },
  })
  const attached = attachPaymentMethod(stripe, method.id, customer.id)
  if (form.has('default') || customer.invoice_settings.default_payment_method === null) {
    updateCustomer(stripe, customer, { invoice_settings: { default_payment_method: attached.id } })
  }
  return completeFlow(context, 'card-added')
}

/** The form; after a refusal with what was wrong. The number and the security code are never sent back. */
function cardPage(context: PortalContext, problem?: CardProblem, form = new URLSearchParams()): PortalReply {
  const { path, visit } = context
  const leave = visit.session.flow && !visit.flowCompleted ? visit.session.return_url : path()
  const field = (name: CardProblem['field'], label: string, attributes: Html, hint?: string) => {
    const wrong = problem?.field === name
    const notes = [hint && `${name}-hint`, wrong && `${name}-error`].filter(Boolean).join(' ')
    return html`
      <div class="field">
        <label for="${name}">${label}</label>
        <input id="${name}" name="${name}" ${attributes} required ${notes && html`aria-describedby="${notes}"`} ${wrong && html`aria-invalid="true" autofocus`}>
        ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
        ${wrong && html`<p class="error" id="${name}-error">${problem.message}</p>`}
      </div>`
  }
  return page(
    'Add payment method',
    html`
    <h1>Add payment method</h1>
    ${problem && html`<p class="notice bad" role="alert">${problem.message} The card was not saved.</p>`}
    <form class="stack" method="post" action="${path('payment-methods')}" novalidate>
      ${field('number', 'Card number', html`inputmode="numeric" autocomplete="cc-number" maxlength="23"`, 'Test cards only, such as 4242\u00a04242\u00a04242\u00a04242. 4000\u00a00000\u00a00000\u00a00002 is declined.')}
      <div class="pair">
        ${field('expiry', 'Expiry date', html`inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9" value="${form.get('expiry')}"`)}
        ${field('cvc', 'Security code', html`inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4"`)}
      </div>
      ${field('name', 'Name on card', html`autocomplete="cc-name" maxlength="200" value="${form.get('name')}"`)}
      <p class="check"><input id="default" name="default" type="checkbox" value="yes" checked><label for="default">Use as my default payment method</label></p>
      <div class="actions">
        <button class="button" type="submit">Add card</button>
        ${leave && html`<a class="button quiet" href="${leave}">Go back</a>`}
      </div>
    </form>`,
    problem ? 422 : 200,
  )
}
