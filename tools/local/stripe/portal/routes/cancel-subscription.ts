import { cancellationReason } from '../../resources/portal-configuration-params'
import {
  endSubscription,
  putSubscription,
  withCancelAtPeriodEnd,
  withReasons,
} from '../../resources/subscription-lifecycle'
import { currentPeriod } from '../../resources/subscription-object'
import type { Subscription } from '../../wire'
import { completeFlow } from '../complete-flow'
import { type Html, html } from '../html'
import { notFoundPage } from '../link-problems'
import { findSubscription, type PortalContext, productName } from '../portal-context'
import { type PortalReply, page } from '../portal-reply'
import type { PortalRequest, PortalRoute } from '../portal-route'
import { priceText } from '../sections/subscriptions-section'

const feature = 'subscription_cancel'

export const cancelSubscriptionRoutes: PortalRoute[] = [
  { method: 'GET', path: 'subscriptions/:id/cancel', feature, answer: withSubscription(confirmPage) },
  { method: 'POST', path: 'subscriptions/:id/cancel', feature, answer: withSubscription(cancel) },
  { method: 'POST', path: 'subscriptions/:id/resume', feature, answer: withSubscription(resume) },
]

type Answer = (context: PortalContext, subscription: Subscription, request: PortalRequest) => PortalReply

function withSubscription(answer: Answer): PortalRoute['answer'] {
  return (context, request) => {
    const subscription = findSubscription(context, request.id)
    return subscription ? answer(context, subscription, request) : notFoundPage()
  }
}

function confirmPage(context: PortalContext, subscription: Subscription): PortalReply {
  const { stripe, formats, path, visit, configuration } = context
  const inFlow = visit.session.flow !== null && !visit.flowCompleted
  const leave = inFlow ? visit.session.return_url : path()
  if (subscription.cancel_at !== null) return alreadyEnding(context, subscription.cancel_at, leave)
  const atOnce = configuration.features.subscription_cancel.mode === 'immediately'
  const end = formats.date(currentPeriod(subscription).end)
  return page(
    'Cancel your plan',
    html`
    <h1>Cancel your plan</h1>
    <article class="plan"><div><h2 class="plain-heading">${productName(stripe, subscription)}</h2><p class="price">${priceText(formats, subscription)}</p></div></article>
    <p class="lead">${
      atOnce
        ? 'Your plan ends as soon as you confirm.'
        : html`Your plan will be canceled, but it stays available until the end of your billing period on <strong>${end}</strong>.`
    }</p>
    <form class="stack" method="post" action="${path(`subscriptions/${subscription.id}/cancel`)}">
      ${reasons(context)}
      <div class="actions">
        <button class="button danger" type="submit">Cancel plan</button>
        ${leave && html`<a class="button quiet" href="${leave}">Go back</a>`}
      </div>
    </form>`,
  )
}

/** A second click, or a link that is older than the cancellation. */
function alreadyEnding({ formats }: PortalContext, end: number, leave: string | null): PortalReply {
  return page(
    'Your plan is already canceled',
    html`
    <h1>Your plan is already canceled</h1>
    <p class="lead">It ends on <strong>${formats.date(end)}</strong>. There is nothing left to do.</p>
    ${leave && html`<p><a class="button" href="${leave}">Go back</a></p>`}`,
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

function reasons({ configuration }: PortalContext): Html | null {
  const { enabled, options } = configuration.features.subscription_cancel.cancellation_reason
  if (!enabled || options.length === 0) return null
  return html`
    <fieldset>
      <legend>Why do you cancel? <span class="soft">You need not say.</span></legend>
      ${options.map((option) => html`<p class="check"><input type="radio" name="reason" id="reason-${option}" value="${option}"><label for="reason-${option}">${REASONS[option] ?? option}</label></p>`)}
    </fieldset>`
}

function cancel(context: PortalContext, subscription: Subscription, { form }: PortalRequest): PortalReply {
  const { stripe, configuration } = context
  const { mode, cancellation_reason: asked } = configuration.features.subscription_cancel
  const reason = cancellationReason.safeParse(form.get('reason'))
  const given =
    reason.success && asked.enabled && asked.options.includes(reason.data)
      ? { feedback: reason.data }
      : undefined
  if (mode === 'immediately') endSubscription(stripe, subscription, given)
  else
    putSubscription(
      stripe,
      subscription,
      withReasons(withCancelAtPeriodEnd(stripe, subscription, true), given),
    )
  return completeFlow(context, 'subscription-canceled')
}

function resume(context: PortalContext, subscription: Subscription): PortalReply {
  putSubscription(context.stripe, subscription, withCancelAtPeriodEnd(context.stripe, subscription, false))
  return completeFlow(context, 'subscription-kept')
}
