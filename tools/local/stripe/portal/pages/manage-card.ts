import { html } from 'hono/html'
import { detachPaymentMethod } from '../../resources/detach-payment-method'
import { updateCustomer } from '../../resources/update-customer'
import { sessionPage } from '../document'
import { backHome, goBack } from '../flow'
import { notFoundPage } from '../link-problems'
import { type PortalContext, pathOf } from '../portal-context'
import { cardName, isDefault } from '../sections/payment-methods-section'

/** The card in the path, if it is this customer's. */
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
  return sessionPage(
    c,
    'Remove payment method',
    html`
    <h1>Remove ${cardName(method)}?</h1>
    <p class="lead">It will no longer be available for payments.${isDefault(c, method) && ' It is your default, so your next payment fails unless you choose another one.'}</p>
    <form class="actions" method="post" action="${pathOf(c, `payment-methods/${method.id}/remove`)}">
      <button class="button danger" type="submit">Remove</button>
      ${goBack(c, 'Keep it')}
    </form>`,
  )
}

export function removeCard(c: PortalContext) {
  const method = findCard(c)
  if (!method) return notFoundPage(c)
  detachPaymentMethod(c.var.stripe, method)
  return backHome(c, 'card-removed')
}
