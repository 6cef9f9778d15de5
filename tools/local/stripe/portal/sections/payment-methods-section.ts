import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import type { PaymentMethod } from '../../wire'
import { type PortalContext, pathOf } from '../portal-context'

/** The customer's cards, the default first. Null if the configuration has them off. */
export function paymentMethodsSection(c: PortalContext): Html | null {
  if (!c.var.configuration.features.payment_method_update.enabled) return null
  const methods = c.var.stripe.store
    .all('payment_method')
    .filter((method) => method.customer === c.var.customer.id)
    .sort((a, b) => Number(isDefault(c, b)) - Number(isDefault(c, a)))
  return html`
    <section aria-labelledby="payment-methods">
      <h2 id="payment-methods">Payment methods</h2>
      ${
        methods.length === 0
          ? html`<p class="empty">No payment method yet.</p>`
          : html`<ul class="rows">${methods.map((method) => row(c, method))}</ul>`
      }
      <p><a class="add" href="${pathOf(c, 'payment-methods/new')}"><span aria-hidden="true">+</span> Add payment method</a></p>
    </section>`
}

export const isDefault = (c: PortalContext, { id }: PaymentMethod) =>
  id === c.var.customer.invoice_settings.default_payment_method

/** Such as “Visa ending in 4242”. */
export function cardName({ card }: PaymentMethod): string {
  return `${brandName(card?.brand ?? '')} ending in ${card?.last4 ?? '????'}`
}

function row(c: PortalContext, method: PaymentMethod): Html {
  const { brand = '', last4 } = method.card ?? {}
  const name = cardName(method)
  return html`
    <li>
      ${cardMark(brand)}
      <div class="grow">
        <p><span aria-hidden="true">${brandName(brand)} •••• ${last4}</span><span class="hidden">${name}</span>
          ${isDefault(c, method) && html`<span class="pill">Default</span>`}</p>
        ${expiry(c, method)}
      </div>
      <div class="row-actions">
        ${!isDefault(c, method) && html`<form method="post" action="${pathOf(c, `payment-methods/${method.id}/default`)}"><button class="link" type="submit">Make default<span class="hidden">: ${name}</span></button></form>`}
        <a class="link" href="${pathOf(c, `payment-methods/${method.id}/remove`)}">Remove<span class="hidden"> ${name}</span></a>
      </div>
    </li>`
}

function expiry(c: PortalContext, { card }: PaymentMethod): Html | null {
  if (!card) return null
  const text = `${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`
  return Date.UTC(card.exp_year, card.exp_month, 1) <= c.var.stripe.now()
    ? html`<p class="soft"><span class="pill warn">Expired</span> ${text}</p>`
    : html`<p class="soft">Expires ${text}</p>`
}

const NAMES: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard' }

const brandName = (brand: string) => NAMES[brand] ?? 'Card'

/** The colour and the picture of each brand. */
const MARKS: Record<string, [string, Html]> = {
  visa: [
    '#1434cb',
    html`<text x="20" y="17.5" text-anchor="middle" font-family="Arial, sans-serif" font-weight="800" font-style="italic" font-size="12" fill="#fff">VISA</text>`,
  ],
  mastercard: [
    '#252525',
    html`<circle cx="16" cy="13" r="7" fill="#eb001b"/><circle cx="24" cy="13" r="7" fill="#f79e1b"/><path d="M20 7.25a7 7 0 0 1 0 11.5 7 7 0 0 1 0-11.5z" fill="#ff5f00"/>`,
  ],
}

/** A card's brand as a small picture. It is decorative: the brand's name is always next to it. */
function cardMark(brand: string): Html {
  const [fill, mark] = MARKS[brand] ?? ['#4f566b', html`<rect y="6" width="40" height="5" fill="#fff"/>`]
  return html`<svg class="card-mark" viewBox="0 0 40 26" width="40" height="26" aria-hidden="true" focusable="false"><rect width="40" height="26" rx="4" fill="${fill}"/>${mark}</svg>`
}
