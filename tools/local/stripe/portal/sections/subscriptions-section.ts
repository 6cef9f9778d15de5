import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import { periodEnd } from '../../resources/subscriptions'
import type { Subscription } from '../../wire'
import { type PortalContext, pathOf, productName } from '../portal-context'
import { cardName } from './payment-methods-section'

/** The current subscriptions with their actions, or a note if there are none. */
export function subscriptionsSection(c: PortalContext): Html {
  const running = c.var.stripe.store
    .all('subscription')
    .filter(({ customer, status }) => customer === c.var.customer.id && status !== 'canceled')
  return html`
    <section aria-labelledby="subscriptions">
      <h2 id="subscriptions">${running.length > 1 ? 'Current subscriptions' : 'Current subscription'}</h2>
      ${running.length === 0 ? html`<p class="empty">No active subscription. Past invoices are below.</p>` : running.map((each) => card(c, each))}
    </section>`
}

function card(c: PortalContext, subscription: Subscription): Html {
  const [state, tone] = stateOf(subscription)
  const products = subscription.items.data.map(({ price }) => productName(c.var.stripe, price.product))
  return html`
    <article class="plan">
      <div>
        <h3>${products.join(', ')} ${state && html`<span class="pill ${tone}">${state}</span>`}</h3>
        <p class="price">${c.var.formats.price(subscription.items.data)}</p>
        <p>${whatIsNext(c, subscription)}</p>
        ${chargedTo(c, subscription)}
      </div>
      ${actions(c, subscription)}
    </article>`
}

function actions(c: PortalContext, { id, cancel_at, items }: Subscription): Html | null {
  const { subscription_update, subscription_cancel } = c.var.configuration.features
  const at = (page: string) => pathOf(c, `subscriptions/${id}/${page}`)
  const ends = cancel_at !== null
  const change = subscription_update.enabled && !ends && items.data.length === 1
  const cancel = subscription_cancel.enabled
  if (!change && !cancel) return null
  return html`
    <div class="actions">
      ${change && html`<a class="button quiet" href="${at('update')}">Update plan</a>`}
      ${cancel && !ends && html`<a class="button quiet" href="${at('cancel')}">Cancel plan</a>`}
      ${cancel && ends && html`<form method="post" action="${at('resume')}"><button class="button" type="submit">Don’t cancel plan</button></form>`}
    </div>`
}

const isUnpaid = ({ status }: Subscription) => ['past_due', 'incomplete', 'unpaid'].includes(status)

function whatIsNext({ var: { formats } }: PortalContext, subscription: Subscription): Html {
  const date = (seconds: number) => html`<strong>${formats.date(seconds)}</strong>`
  const { cancel_at: end, status, trial_end: trialEnd } = subscription
  if (end !== null) return html`Your plan ends on ${date(end)}. Until then nothing changes.`
  if (status === 'trialing')
    return html`Your trial ends on ${date(trialEnd ?? periodEnd(subscription))}; then your plan starts.`
  if (isUnpaid(subscription)) return html`The last payment failed. Please check your payment method.`
  return html`Your plan renews on ${date(periodEnd(subscription))}.`
}

/** A short label with its tone. */
function stateOf(subscription: Subscription): [string, string] | [] {
  if (subscription.cancel_at !== null) return ['Ending', 'warn']
  if (subscription.status === 'trialing') return ['Trial', 'info']
  return isUnpaid(subscription) ? ['Past due', 'warn'] : []
}

function chargedTo({ var: { stripe, customer } }: PortalContext, subscription: Subscription): Html | null {
  const id = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method
  const method = stripe.store.find('payment_method', id)
  return method && html`<p class="soft">Charged to ${cardName(method)}</p>`
}
