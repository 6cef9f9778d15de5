import { html } from 'hono/html'
import { cancellationReason } from '../../resources/portal-features'
import { endSubscription, periodEnd, withCancelAtPeriodEnd } from '../../resources/subscription-changes'
import { type Html, sessionPage } from '../document'
import { completeFlow, goBack } from '../flow'
import { notFoundPage } from '../link-problems'
import { findSubscription, type PortalContext, pathOf, productName } from '../portal-context'
import { priceText } from '../price-text'

export function cancelPage(c: PortalContext) {
  const subscription = findSubscription(c, c.req.param('id'))
  if (!subscription) return notFoundPage(c)
  if (subscription.cancel_at !== null) return alreadyEnding(c, subscription.cancel_at)
  const { stripe, formats, configuration } = c.var
  const items = subscription.items.data
  const atOnce = configuration.features.subscription_cancel.mode === 'immediately'
  return sessionPage(
    c,
    'Cancel your plan',
    html`
    <h1>Cancel your plan</h1>
    <article class="plan"><div><h2 class="plain-heading">${productName(stripe, items[0]?.price.product)}</h2><p class="price">${priceText(c, items)}</p></div></article>
    <p class="lead">${
      atOnce
        ? 'Your plan ends as soon as you confirm.'
        : html`Your plan will be canceled, but it stays available until the end of your billing period on <strong>${formats.date(periodEnd(subscription))}</strong>.`
    }</p>
    <form class="stack" method="post" action="${pathOf(c, `subscriptions/${subscription.id}/cancel`)}">
      ${reasons(c)}
      <div class="actions">
        <button class="button danger" type="submit">Cancel plan</button>
        ${goBack(c)}
      </div>
    </form>`,
  )
}

/** A second click, or a link that is older than the cancellation. */
function alreadyEnding(c: PortalContext, end: number) {
  return sessionPage(
    c,
    'Your plan is already canceled',
    html`
    <h1>Your plan is already canceled</h1>
    <p class="lead">It ends on <strong>${c.var.formats.date(end)}</strong>. There is nothing left to do.</p>
    <p>${goBack(c)}</p>`,
  )
}

const REASONS: Record<string, string> = {
  customer_service: 'Customer service was less than expected',
  low_quality: 'Quality was less than expected',
  missing_features: 'I need more features',
  other: 'Another reason',
  switched_service: 'I found an alternative',
  too_complex: 'Ease of use was less than expected',
  too_expensive: 'It’s too expensive',
  unused: 'I no longer need it',
}

function reasons(c: PortalContext): Html | null {
  const { enabled, options } = c.var.configuration.features.subscription_cancel.cancellation_reason
  if (!enabled || options.length === 0) return null
  return html`
    <fieldset>
      <legend>Why do you cancel? <span class="soft">You need not say.</span></legend>
      ${options.map((option) => html`<p class="check"><input type="radio" name="reason" id="reason-${option}" value="${option}"><label for="reason-${option}">${REASONS[option] ?? option}</label></p>`)}
    </fieldset>`
}

export async function cancel(c: PortalContext) {
  const subscription = findSubscription(c, c.req.param('id'))
  if (!subscription) return notFoundPage(c)
  const { stripe, configuration } = c.var
  const reason = cancellationReason.safeParse(new URLSearchParams(await c.req.text()).get('reason'))
  const ending = withCancelAtPeriodEnd(stripe, subscription, true, reason.data)
  if (configuration.features.subscription_cancel.mode === 'immediately') endSubscription(stripe, ending)
  else stripe.store.put(ending)
  return completeFlow(c, 'subscription-canceled')
}

export function resume(c: PortalContext) {
  const subscription = findSubscription(c, c.req.param('id'))
  if (!subscription) return notFoundPage(c)
  c.var.stripe.store.put(withCancelAtPeriodEnd(c.var.stripe, subscription, false))
  return completeFlow(c, 'subscription-kept')
}
