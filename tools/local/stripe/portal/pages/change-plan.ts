import { html } from 'hono/html'
import { periodEnd } from '../../resources/subscriptions'
import type { Price, Subscription, SubscriptionItem } from '../../wire'
import { sessionPage } from '../document'
import { completeFlow, goBack } from '../flow'
import { notFoundPage } from '../link-problems'
import { findSubscription, type PortalContext, pathOf, productName } from '../portal-context'

type Current = { subscription: Subscription; item: SubscriptionItem }
type Wanted = { price: Price; quantity: number }

/**
 * The subscription in the path with its only item. Stripe's portal cannot change subscriptions with several.
 */
function findCurrent(c: PortalContext): Current | null {
  const subscription = findSubscription(c)
  const [item, ...more] = subscription?.items.data ?? []
  return subscription && item && more.length === 0 ? { subscription, item } : null
}

/** The prices that the configuration offers, in the subscription's currency. */
function offeredPrices(c: PortalContext, { subscription }: Current): Price[] {
  const { stripe, configuration } = c.var
  const ids = configuration.features.subscription_update.products?.flatMap(({ prices }) => prices) ?? []
  return ids
    .map((id) => stripe.store.find('price', id))
    .filter((price) => price !== null)
    .filter(({ active, recurring, currency }) => active && recurring && currency === subscription.currency)
}

const nameOf = ({ var: { stripe, formats } }: PortalContext, price: Price, quantity = 1) =>
  `${productName(stripe, price.product)}: ${formats.price([{ price, quantity }])}`

export function choosePlanPage(c: PortalContext) {
  const current = findCurrent(c)
  if (!current) return notFoundPage(c)
  const { subscription, item } = current
  const options = offeredPrices(c, current).map((price) => {
    const isCurrent = price.id === item.price.id
    return html`<p class="check option"><input type="radio" name="price" id="${price.id}" value="${price.id}" required ${isCurrent && html`checked`}><label for="${price.id}">${nameOf(c, price, item.quantity)} ${isCurrent && html`<span class="pill">Current</span>`}</label></p>`
  })
  const body = html`
    <h1>Update your plan</h1>
    <form class="stack" method="get" action="${pathOf(c, `subscriptions/${subscription.id}/update/confirm`)}">
      <fieldset><legend>Choose a plan</legend>${options}</fieldset>
      <div class="actions"><button class="button" type="submit">Continue</button>${goBack(c)}</div>
    </form>`
  return sessionPage(c, 'Update your plan', body)
}

export function confirmPlanPage(c: PortalContext) {
  const current = findCurrent(c)
  const wanted = current && wantedChange(c, current, new URLSearchParams(c.req.query()))
  if (!wanted) return notFoundPage(c)
  const { price, quantity, subscription, item } = { ...current, ...wanted }
  const isSame = price.id === item.price.id && quantity === item.quantity
  const body = html`
    <h1>Confirm your plan</h1>
    <dl class="facts">
      <div><dt>Now</dt><dd>${nameOf(c, item.price, item.quantity)}</dd></div>
      <div><dt>Then</dt><dd><strong>${nameOf(c, price, quantity)}</strong>${quantity > 1 && ` (${quantity} seats)`}</dd></div>
    </dl>
    <p class="lead">The new price counts from your next invoice on <strong>${c.var.formats.date(periodEnd(subscription))}</strong>.</p>
    <form class="actions" method="post" action="${pathOf(c, `subscriptions/${subscription.id}/update`)}">
      <input type="hidden" name="price" value="${price.id}"><input type="hidden" name="quantity" value="${quantity}">
      <button class="button" type="submit" ${isSame && html`disabled`}>Confirm</button>${goBack(c)}
    </form>`
  return sessionPage(c, 'Confirm your plan', body)
}

export async function changePlan(c: PortalContext) {
  const current = findCurrent(c)
  const wanted = current && wantedChange(c, current, new URLSearchParams(await c.req.text()))
  if (!wanted) return notFoundPage(c)
  const { subscription, item } = current
  const items = { ...subscription.items, data: [{ ...item, ...wanted }] }
  c.var.stripe.store.put({ ...subscription, items })
  return completeFlow(c, 'plan-changed')
}

/** The requested change; null if it is not offered. A quantity comes from the session's flow. */
function wantedChange(c: PortalContext, current: Current, asked: URLSearchParams): Wanted | null {
  const { item } = current
  const id = asked.get('price') ?? item.price.id
  const price = [item.price, ...offeredPrices(c, current)].find((offer) => offer.id === id)
  const quantity = Number(asked.get('quantity') ?? item.quantity ?? 1)
  return price && Number.isInteger(quantity) && quantity > 0 ? { price, quantity } : null
}
