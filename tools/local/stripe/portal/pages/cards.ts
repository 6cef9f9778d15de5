import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import { updateCustomer } from '../../resources/customers'
import { createCard, detachPaymentMethod, findTestCard } from '../../resources/payment-methods'
import { sessionPage } from '../document'
import { backHome, completeFlow, goBack } from '../flow'
import { notFoundPage } from '../link-problems'
import { type PortalContext, pathOf } from '../portal-context'
import { cardName, isDefault } from '../sections/payment-methods-section'

/** The card form, with the problem of a rejected card. It never contains the number or the security code. */
export function cardPage(c: PortalContext, problem?: CardProblem, form = new URLSearchParams()) {
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
  const body = html`
    <h1>Add payment method</h1>
    ${problem && html`<p class="notice bad" role="alert">${problem.message} The card was not saved.</p>`}
    <form class="stack" method="post" action="${pathOf(c, 'payment-methods')}" novalidate>
      ${field('number', 'Card number', html`inputmode="numeric" autocomplete="cc-number" maxlength="23"`, 'Test cards only, such as 4242\u00a04242\u00a04242\u00a04242. 4000\u00a00000\u00a00000\u00a00002 is declined.')}
      <div class="pair">
        ${field('expiry', 'Expiry date', html`inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9" value="${form.get('expiry')}"`)}
        ${field('cvc', 'Security code', html`inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4"`)}
      </div>
      ${field('name', 'Name on card', html`autocomplete="cc-name" maxlength="200" value="${form.get('name')}"`)}
      <p class="check"><input id="default" name="default" type="checkbox" value="yes" checked><label for="default">Use as my default payment method</label></p>
      <div class="actions"><button class="button" type="submit">Add card</button>${goBack(c)}</div>
    </form>`
  return sessionPage(c, 'Add payment method', body, problem ? 422 : 200)
}

/** Saves a card. The first card becomes the default, and so does any for which the customer asks. */
export async function addCard(c: PortalContext) {
  const { stripe, customer } = c.var
  const form = new URLSearchParams(await c.req.text())
  const read = readCard(form, stripe.now())
  if ('field' in read) return cardPage(c, read, form)
  const billing_details = { address: null, email: customer.email, name: read.name, phone: null, tax_id: null }
  const details = { billing_details, customer: customer.id }
  const { id } = createCard(stripe, read.card, read.expMonth, read.expYear, details)
  if (form.has('default') || customer.invoice_settings.default_payment_method === null)
    updateCustomer(stripe, customer, { invoice_settings: { default_payment_method: id } })
  return completeFlow(c, 'card-added')
}

/** The card in the path, if it belongs to this customer. */
function findCard(c: PortalContext) {
  const method = c.var.stripe.store.find('payment_method', c.req.param('id'))
  return method?.customer === c.var.customer.id ? method : null
}

export function makeDefault(c: PortalContext) {
  const method = findCard(c)
  if (!method) return notFoundPage(c)
  const { stripe, customer } = c.var
  updateCustomer(stripe, customer, { invoice_settings: { default_payment_method: method.id } })
  return backHome(c, 'default-changed')
}

export function removeCardPage(c: PortalContext) {
  const method = findCard(c)
  if (!method) return notFoundPage(c)
  const body = html`
    <h1>Remove ${cardName(method)}?</h1>
    <p class="lead">It will no longer be available for payments.${isDefault(c, method) && ' It is your default, so your next payment fails unless you choose another one.'}</p>
    <form class="actions" method="post" action="${pathOf(c, `payment-methods/${method.id}/remove`)}">
      <button class="button danger" type="submit">Remove</button>${goBack(c, 'Keep it')}
    </form>`
  return sessionPage(c, 'Remove payment method', body)
}

export function removeCard(c: PortalContext) {
  const method = findCard(c)
  if (!method) return notFoundPage(c)
  detachPaymentMethod(c.var.stripe, method)
  return backHome(c, 'card-removed')
}

type CardProblem = { field: 'number' | 'expiry' | 'cvc' | 'name'; message: string }

/**
 * Reads a card from the form. Rejects, with Stripe's messages, incomplete fields, expired cards, real cards
 * in test mode, and a declined card. https://docs.stripe.com/testing
 * @param now milliseconds since 1970
 */
function readCard(form: URLSearchParams, now: number) {
  const given = (field: string) => (form.get(field) ?? '').trim()
  const refused = (field: CardProblem['field'], message: string): CardProblem => ({ field, message })
  const number = given('number').replace(/[\s-]/g, '')
  // Accepts `12/27`, `12 / 2027` and `1227`, because browsers fill in any of them.
  const [, month, year] = /^(0[1-9]|1[0-2])[\s/.-]*(?:20)?(\d\d)$/.exec(given('expiry')) ?? []
  const [expMonth, expYear] = [Number(month), 2000 + Number(year)]

  if (!/^\d{13,19}$/.test(number)) return refused('number', 'Your card number is invalid.')
  if (!month) return refused('expiry', "Your card's expiration date is incomplete.")
  if (Date.UTC(expYear, expMonth, 1) <= now)
    return refused('expiry', "Your card's expiration date is in the past.")
  if (!/^\d{3,4}$/.test(given('cvc'))) return refused('cvc', "Your card's security code is incomplete.")
  if (given('name') === '') return refused('name', 'Enter the name on the card.')
  if (number === '4000000000000002') return refused('number', 'Your card was declined.')
  const card = findTestCard(number)
  const notOne = 'Your card was declined. Your request was in test mode, but used a non test card.'
  return card ? { card, expMonth, expYear, name: given('name') } : refused('number', notOne)
}
