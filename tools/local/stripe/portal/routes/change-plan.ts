import { withChangedItems } from '../../resources/subscription-items'
import { putSubscription } from '../../resources/subscription-lifecycle'
import { currentPeriod } from '../../resources/subscription-object'
import type { Price, Subscription, SubscriptionItem } from '../../wire'
import { completeFlow } from '../complete-flow'
import { type Html, html } from '../html'
import { notFoundPage } from '../link-problems'
import { findSubscription, type PortalContext, productName } from '../portal-context'
import { type PortalReply, page } from '../portal-reply'
import type { PortalRequest, PortalRoute } from '../portal-route'
import { intervalText, priceText } from '../sections/subscriptions-section'

const feature = 'subscription_update'

export const changePlanRoutes: PortalRoute[] = [
  { method: 'GET', path: 'subscriptions/:id/update', feature, answer: withItem(choosePage) },
  { method: 'GET', path: 'subscriptions/:id/update/confirm', feature, answer: withItem(confirmPage) },
  { method: 'POST', path: 'subscriptions/:id/update', feature, answer: withItem(change) },
]

type Current = { subscription: Subscription; item: SubscriptionItem }
type Answer = (context: PortalContext, current: Current, request: PortalRequest) => PortalReply

/** Stripe's portal changes subscriptions to one thing only. */
function withItem(answer: Answer): PortalRoute['answer'] {
  return (context, request) => {
    const subscription = findSubscription(context, request.id)
    const [item, ...more] = subscription?.items.data ?? []
    return subscription && item && more.length === 0
      ? answer(context, { subscription, item }, request)
      : notFoundPage()
  }
}

/** The prices that the configuration offers, in the subscription's currency. */
function offeredPrices({ stripe, configuration }: PortalContext, { subscription }: Current): Price[] {
  const ids = configuration.features.subscription_update.products?.flatMap(({ prices }) => prices) ?? []
  const prices = ids.map((id) => stripe.store.prices.find(id)).filter((price) => price !== null)
  return prices.filter((price) => price.active && price.recurring && price.currency === subscription.currency)
}

function nameOf({ stripe, formats }: PortalContext, price: Price, quantity: number): string {
  const product = stripe.store.products.find(String(price.product))?.name ?? 'Plan'
  return `${product}: ${formats.money((price.unit_amount ?? 0) * quantity, price.currency)} ${intervalText(price)}`
}

function choosePage(context: PortalContext, current: Current): PortalReply {
  const { path } = context
  const { subscription, item } = current
  const option = (price: Price): Html => {
    const isCurrent = price.id === item.price.id
    return html`<p class="check option"><input type="radio" name="price" id="${price.id}" value="${price.id}" required ${isCurrent && html`checked`}><label for="${price.id}">${nameOf(context, price, item.quantity ?? 1)} ${isCurrent && html`<span class="pill">Current</span>`}</label></p>`
  }
  return page(
    'Update your plan',
    html`
    <h1>Update your plan</h1>
    <form class="stack" method="get" action="${path(`subscriptions/${subscription.id}/update/confirm`)}">
      <fieldset><legend>Choose a plan</legend>${offeredPrices(context, current).map(option)}</fieldset>
      <div class="actions"><button class="button" type="submit">Continue</button>${goBack(context)}</div>
    </form>`,
  )
}

function confirmPage(context: PortalContext, current: Current, { query }: PortalRequest): PortalReply {
  const { stripe, formats, path } = context
  const { subscription, item } = current
  const wanted = wantedChange(context, current, query)
  if (!wanted) return notFoundPage()
  return page(
    'Confirm your plan',
    html`
    <h1>Confirm your plan</h1>
    <dl class="facts">
      <div><dt>Now</dt><dd>${productName(stripe, subscription)}: ${priceText(formats, subscription)}</dd></div>
      <div><dt>Then</dt><dd><strong>${nameOf(context, wanted.price, wanted.quantity)}</strong>${wanted.quantity > 1 && ` (${wanted.quantity} seats)`}</dd></div>
    </dl>
    <p class="lead">The new price counts from your next invoice on <strong>${formats.date(currentPeriod(subscription).end)}</strong>.</p>
    <form class="actions" method="post" action="${path(`subscriptions/${subscription.id}/update`)}">
      <input type="hidden" name="price" value="${wanted.price.id}"><input type="hidden" name="quantity" value="${wanted.quantity}">
      <button class="button" type="submit" ${wanted.price.id === item.price.id && wanted.quantity === item.quantity && html`disabled`}>Confirm</button>${goBack(context)}
    </form>`,
  )
}

function change(context: PortalContext, current: Current, { form }: PortalRequest): PortalReply {
  const { stripe } = context
  const { subscription, item } = current
  const wanted = wantedChange(context, current, form)
  if (!wanted) return notFoundPage()
  const changed = withChangedItems(stripe, subscription, [
    { id: item.id, price: wanted.price.id, quantity: wanted.quantity },
  ])
  putSubscription(stripe, subscription, changed)
  return completeFlow(context, 'plan-changed')
}

/** Null when what is asked for is not offered. Another quantity is, where the configuration lets it be adjusted within its limits. */
function wantedChange(
  context: PortalContext,
  current: Current,
  asked: URLSearchParams,
): { price: Price; quantity: number } | null {
  const { item } = current
  const id = asked.get('price') ?? item.price.id
  const price =
    id === item.price.id ? item.price : offeredPrices(context, current).find((offered) => offered.id === id)
  if (!price) return null
  const quantity = Number(asked.get('quantity') ?? item.quantity ?? 1)
  if (quantity === item.quantity) return { price, quantity }
  const products = context.configuration.features.subscription_update.products ?? []
  const limits = products.find(({ prices }) => prices.includes(price.id))?.adjustable_quantity
  const fits =
    Number.isInteger(quantity) &&
    limits?.enabled &&
    quantity >= limits.minimum &&
    quantity <= (limits.maximum ?? 999_999)
  return fits ? { price, quantity } : null
}

function goBack({ path, visit }: PortalContext): Html | null {
  const leave = visit.session.flow && !visit.flowCompleted ? visit.session.return_url : path()
  return leave ? html`<a class="button quiet" href="${leave}">Go back</a>` : null
}
