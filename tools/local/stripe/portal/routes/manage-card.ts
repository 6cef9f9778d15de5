import { updateCustomer } from '../../resources/customer-object'
import { detachPaymentMethod } from '../../resources/payment-method-object'
import type { PaymentMethod } from '../../wire'
import type { Done } from '../complete-flow'
import { html } from '../html'
import { notFoundPage } from '../link-problems'
import type { PortalContext } from '../portal-context'
import { type PortalReply, page, redirect } from '../portal-reply'
import type { PortalRequest, PortalRoute } from '../portal-route'
import { cardName } from '../sections/payment-methods-section'

const feature = 'payment_method_update'

export const manageCardRoutes: PortalRoute[] = [
  { method: 'POST', path: 'payment-methods/:id/default', feature, answer: withCard(makeDefault) },
  { method: 'GET', path: 'payment-methods/:id/remove', feature, answer: withCard(removePage) },
  { method: 'POST', path: 'payment-methods/:id/remove', feature, answer: withCard(remove) },
]

function withCard(
  answer: (context: PortalContext, method: PaymentMethod) => PortalReply,
): PortalRoute['answer'] {
  return (context: PortalContext, { id }: PortalRequest) => {
    const method = context.stripe.store.paymentMethods.find(id)
    return method?.customer === context.customer.id ? answer(context, method) : notFoundPage()
  }
}

const home = ({ path }: PortalContext, done: Done) => redirect(`${path()}?done=${done}`)

function makeDefault(context: PortalContext, method: PaymentMethod): PortalReply {
  updateCustomer(context.stripe, context.customer, {
    invoice_settings: { default_payment_method: method.id },
  })
  return home(context, 'default-changed')
}

function removePage(context: PortalContext, method: PaymentMethod): PortalReply {
  const { path, customer } = context
  const isDefault = customer.invoice_settings.default_payment_method === method.id
  return page(
    'Remove payment method',
    html`
    <h1>Remove ${cardName(method)}?</h1>
    <p class="lead">It will no longer be available for payments.${isDefault && ' It is your default, so your next payment fails unless you choose another one.'}</p>
    <form class="actions" method="post" action="${path(`payment-methods/${method.id}/remove`)}">
      <button class="button danger" type="submit">Remove</button>
      <a class="button quiet" href="${path()}">Keep it</a>
    </form>`,
  )
}

function remove(context: PortalContext, method: PaymentMethod): PortalReply {
  detachPaymentMethod(context.stripe, method)
  return home(context, 'card-removed')
}
