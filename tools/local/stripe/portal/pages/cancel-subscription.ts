import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import { periodEnd, withCancelAtPeriodEnd } from '../../resources/subscriptions'
import { sessionPage } from '../document'
import { completeFlow, goBack } from '../flow'
import { notFoundPage } from '../link-problems'
import { findSubscription, type PortalContext, pathOf, productName } from '../portal-context'

export function cancelPage(c: PortalContext) {
  const subscription = findSubscription(c)
  if (!subscription) return notFoundPage(c)
  const { stripe, formats } = c.var
  const items = subscription.items.data
  const end = html`<strong>${formats.date(subscription.cancel_at ?? periodEnd(subscription))}</strong>`
  // A second click, or a link from before the cancellation.
  if (subscription.cancel_at !== null) {
    const title = 'Your plan is already canceled'
    const lead = html`<p class="lead">It ends on ${end}. There is nothing left to do.</p><p>${goBack(c)}</p>`
    return sessionPage(c, title, html`<h1>${title}</h1>${lead}`)
  }
  const body = html`
    <h1>Cancel your plan</h1>
    <article class="plan"><div><h2 class="plain-heading">${productName(stripe, items[0]?.price.product)}</h2><p class="price">${formats.price(items)}</p></div></article>
    <p class="lead">Your plan will be canceled, but it stays available until the end of your billing period on ${end}.</p>
    <form class="stack" method="post" action="${pathOf(c, `subscriptions/${subscription.id}/cancel`)}">
      ${reasons(c)}
      <div class="actions"><button class="button danger" type="submit">Cancel plan</button>${goBack(c)}</div>
    </form>`
  return sessionPage(c, 'Cancel your plan', body)
}

/** `too_expensive` is “Too expensive”. */
const inWords = (option: string) => option.charAt(0).toUpperCase() + option.slice(1).replaceAll('_', ' ')

function reasons(c: PortalContext): Html | null {
  const { enabled, options } = c.var.configuration.features.subscription_cancel.cancellation_reason
  if (!enabled || options.length === 0) return null
  return html`
    <fieldset>
      <legend>Why are you canceling? <span class="soft">Optional</span></legend>
      ${options.map((option) => html`<p class="check"><input type="radio" name="reason" id="reason-${option}" value="${option}"><label for="reason-${option}">${inWords(option)}</label></p>`)}
    </fieldset>`
}

export async function cancel(c: PortalContext) {
  const subscription = findSubscription(c)
  if (!subscription) return notFoundPage(c)
  const { stripe, configuration } = c.var
  const { cancellation_reason: asked } = configuration.features.subscription_cancel
  const reason = new URLSearchParams(await c.req.text()).get('reason')
  const feedback = asked.options.find((option) => option === reason)
  stripe.store.put(withCancelAtPeriodEnd(stripe, subscription, true, feedback))
  return completeFlow(c, 'subscription-canceled')
}

export function resume(c: PortalContext) {
  const subscription = findSubscription(c)
  if (!subscription) return notFoundPage(c)
  c.var.stripe.store.put(withCancelAtPeriodEnd(c.var.stripe, subscription, false))
  return completeFlow(c, 'subscription-kept')
}
