import { currentPeriod } from '../../resources/subscription-object'
import type { Price, Subscription } from '../../wire'
import { brandName } from '../card-mark'
import type { Formats } from '../formats'
import { type Html, html } from '../html'
import { type PortalContext, productName } from '../portal-context'

/** The subscriptions that run, with what can be done about them; a word where there is none. */
export function subscriptionsSection(context: PortalContext): Html {
  const running = context.stripe.store.subscriptions
    .all()
    .filter(
      (subscription) => subscription.customer === context.customer.id && subscription.status !== 'canceled',
    )
  return html`
    <section aria-labelledby="subscriptions">
      <h2 id="subscriptions">${running.length > 1 ? 'Current subscriptions' : 'Current subscription'}</h2>
      ${running.length === 0 ? html`<p class="empty">No active subscription. Past invoices are below.</p>` : running.map((s) => card(context, s))}
    </section>`
}

function card(context: PortalContext, subscription: Subscription): Html {
  const { stripe, formats } = context
  return html`
    <article class="plan">
      <div>
        <h3>${productName(stripe, subscription)} ${statusPill(subscription)}</h3>
        <p class="price">${priceText(formats, subscription)}</p>
        <p>${whatIsNext(formats, subscription)}</p>
        ${chargedTo(context, subscription)}
      </div>
      ${actions(context, subscription)}
    </article>`
}

function actions(
  { configuration: { features }, path }: PortalContext,
  subscription: Subscription,
): Html | null {
  const at = (page: string) => path(`subscriptions/${subscription.id}/${page}`)
  const ends = subscription.cancel_at !== null
  const change = features.subscription_update.enabled && !ends && subscription.items.data.length === 1
  const cancel = features.subscription_cancel.enabled
  if (!change && !cancel) return null
  return html`
    <div class="actions">
      ${change && html`<a class="button quiet" href="${at('update')}">Update plan</a>`}
      ${cancel && !ends && html`<a class="button quiet" href="${at('cancel')}">Cancel plan</a>`}
      ${cancel && ends && html`<form method="post" action="${at('resume')}"><button class="button" type="submit">Don’t cancel plan</button></form>`}
    </div>`
}

/** Such as “$49.00 per month” or “2 × €10.00 every 3 months”. */
export function priceText(formats: Formats, { items, currency }: Subscription): string {
  const [item] = items.data
  if (!item) return ''
  const total = items.data.reduce(
    (sum, each) => sum + (each.price.unit_amount ?? 0) * (each.quantity ?? 1),
    0,
  )
  return `${formats.money(total, currency)} ${intervalText(item.price)}`
}

export function intervalText({ recurring }: Price): string {
  const { interval = 'month', interval_count: count = 1 } = recurring ?? {}
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
}

function whatIsNext(formats: Formats, subscription: Subscription): Html {
  const { end } = currentPeriod(subscription)
  if (subscription.cancel_at !== null)
    return html`Your plan ends on <strong>${formats.date(subscription.cancel_at)}</strong>. Until then nothing changes.`
  if (subscription.status === 'trialing')
    return html`Your trial ends on <strong>${formats.date(end)}</strong>; then your plan begins.`
  if (subscription.status === 'past_due' || subscription.status === 'incomplete')
    return html`The last payment failed. Please check your payment method.`
  return html`Your plan renews on <strong>${formats.date(end)}</strong>.`
}

function statusPill(subscription: Subscription): Html | null {
  if (subscription.cancel_at !== null) return html`<span class="pill warn">Ending</span>`
  if (subscription.status === 'trialing') return html`<span class="pill info">Trial</span>`
  if (subscription.status === 'past_due' || subscription.status === 'incomplete')
    return html`<span class="pill warn">Past due</span>`
  return null
}

function chargedTo({ stripe, customer }: PortalContext, subscription: Subscription): Html | null {
  const id = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method
  const card = typeof id === 'string' ? stripe.store.paymentMethods.find(id)?.card : undefined
  return card ? html`<p class="soft">Charged to ${brandName(card.brand)} ending in ${card.last4}</p>` : null
}
