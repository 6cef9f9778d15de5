import { unixNow } from '../../local-stripe'
import type { PaymentMethod } from '../../wire'
import { brandName, cardMark } from '../card-mark'
import { type Html, html } from '../html'
import type { PortalContext } from '../portal-context'

/** The customer's cards, the default one first. Nothing where the configuration has them off. */
export function paymentMethodsSection(context: PortalContext): Html | null {
  const { configuration, path } = context
  if (!configuration.features.payment_method_update.enabled) return null
  const methods = cardsOf(context)
  return html`
    <section aria-labelledby="payment-methods">
      <h2 id="payment-methods">Payment methods</h2>
      ${
        methods.length === 0
          ? html`<p class="empty">No payment method yet.</p>`
          : html`<ul class="rows">${methods.map((method) => row(context, method))}</ul>`
      }
      <p><a class="add" href="${path('payment-methods/new')}"><span aria-hidden="true">+</span> Add payment method</a></p>
    </section>`
}

function cardsOf({ stripe, customer }: PortalContext): PaymentMethod[] {
  const methods = stripe.store.paymentMethods.all().filter((method) => method.customer === customer.id)
  const isDefault = (method: PaymentMethod) => method.id === customer.invoice_settings.default_payment_method
  return methods.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
}

/** Such as “Visa ending in 4242”. */
export function cardName({ card }: PaymentMethod): string {
  return `${brandName(card?.brand ?? '')} ending in ${card?.last4 ?? '????'}`
}

function row(context: PortalContext, method: PaymentMethod): Html {
  const { customer, path } = context
  const isDefault = method.id === customer.invoice_settings.default_payment_method
  const name = cardName(method)
  return html`
    <li>
      ${cardMark(method.card?.brand ?? '')}
      <div class="grow">
        <p><span aria-hidden="true">${brandName(method.card?.brand ?? '')} •••• ${method.card?.last4}</span><span class="hidden">${name}</span>
          ${isDefault && html`<span class="pill">Default</span>`}</p>
        ${expiry(context, method)}
      </div>
      <div class="row-actions">
        ${
          !isDefault &&
          html`<form method="post" action="${path(`payment-methods/${method.id}/default`)}"><button class="link" type="submit">Make default<span class="hidden">: ${name}</span></button></form>`
        }
        <a class="link" href="${path(`payment-methods/${method.id}/remove`)}">Remove<span class="hidden"> ${name}</span></a>
      </div>
    </li>`
}

function expiry({ stripe }: PortalContext, { card }: PaymentMethod): Html | null {
  if (!card) return null
  const firstDayAfter = Date.UTC(card.exp_year, card.exp_month, 1) / 1000
  const text = `${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`
  return firstDayAfter <= unixNow(stripe)
    ? html`<p class="soft"><span class="pill warn">Expired</span> ${text}</p>`
    : html`<p class="soft">Expires ${text}</p>`
}
