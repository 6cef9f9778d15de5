import { html } from 'hono/html'
import type { Html } from '../../page/page'
import { type PortalContext, pathOf } from './portal-context'

/** The home page's message after each action, by its name in the URL. */
export const SENTENCES = {
  'card-added': 'Your payment method was added.',
  'card-removed': 'The payment method was removed.',
  'default-changed': 'Your default payment method was changed.',
  'subscription-canceled': 'Your cancellation is confirmed.',
  'subscription-kept': 'Your plan continues as before.',
  'plan-changed': 'Your plan was changed.',
}

type Done = keyof typeof SENTENCES

/** Redirects to the home page. Status 303 after a form, so that reloading does not submit it again. */
export const backHome = (c: PortalContext, done: Done) => c.redirect(`${pathOf(c)}?done=${done}`, 303)

/** Redirects after an action, to the target of the session's flow if this completes it. */
export function completeFlow(c: PortalContext, done: Done) {
  const { visit } = c.var
  const after = visit.isFlowCompleted ? null : visit.session.flow?.after_completion
  visit.isFlowCompleted = true
  if (after?.type === 'redirect' && after.redirect) return c.redirect(after.redirect.return_url, 303)
  return backHome(c, done)
}

/** The first page of the session's flow; null if there is none, or it is completed. */
export function flowPage(c: PortalContext): string | null {
  const { session, isFlowCompleted } = c.var.visit
  if (!session.flow || isFlowCompleted) return null
  const { type, subscription_cancel, subscription_update, subscription_update_confirm } = session.flow
  const about = subscription_cancel ?? subscription_update ?? subscription_update_confirm
  const { price, quantity = 1 } = subscription_update_confirm?.items[0] ?? {}
  const pages: Record<string, string> = {
    payment_method_update: 'payment-methods/new',
    subscription_cancel: `subscriptions/${about?.subscription}/cancel`,
    subscription_update: `subscriptions/${about?.subscription}/update`,
    subscription_update_confirm: `subscriptions/${about?.subscription}/update/confirm?price=${price}&quantity=${quantity}`,
  }
  return pathOf(c, pages[type])
}

/** A link out of a flow to the business, or otherwise to the home page. */
export function goBack(c: PortalContext, label = 'Go back'): Html | null {
  const { session, isFlowCompleted } = c.var.visit
  const to = session.flow && !isFlowCompleted ? session.return_url : pathOf(c)
  return to ? html`<a class="button quiet" href="${to}">${label}</a>` : null
}
