import { html } from 'hono/html'
import type { Html } from './document'
import { type PortalContext, pathOf } from './portal-context'

/** What was done, as the home page says it, by the word for it in the address. */
export const SENTENCES = {
  'card-added': 'Your payment method was added.',
  'card-removed': 'The payment method was removed.',
  'default-changed': 'Your default payment method was changed.',
  'details-saved': 'Your billing information was saved.',
  'subscription-canceled': 'Your cancellation is confirmed.',
  'subscription-kept': 'Your plan goes on as before.',
  'plan-changed': 'Your plan was changed.',
}

type Done = keyof typeof SENTENCES

/** Leads home. A form is answered with 303, so that reloading posts nothing again. */
export const backHome = (c: PortalContext, done: Done) => c.redirect(`${pathOf(c)}?done=${done}`, 303)

/** Leads on after what the session was made for was done, or after anything else. */
export function completeFlow(c: PortalContext, done: Done) {
  const { visit } = c.var
  const after = visit.isFlowCompleted ? null : visit.session.flow?.after_completion
  visit.isFlowCompleted = true
  if (after?.type === 'redirect' && after.redirect) return c.redirect(after.redirect.return_url, 303)
  if (after?.type === 'hosted_confirmation') return c.redirect(pathOf(c, 'done'), 303)
  return backHome(c, done)
}

/** The page that a flow begins with; null when there is none, or when it is over. */
export function flowPage(c: PortalContext): string | null {
  const { session, isFlowCompleted } = c.var.visit
  if (!session.flow || isFlowCompleted) return null
  const { type, subscription_cancel, subscription_update, subscription_update_confirm } = session.flow
  const about = subscription_cancel ?? subscription_update ?? subscription_update_confirm
  const { price, quantity = 1 } = subscription_update_confirm?.items[0] ?? {}
  const pages: Record<string, string> = {
    customer_update: 'customer',
    payment_method_update: 'payment-methods/new',
    subscription_cancel: `subscriptions/${about?.subscription}/cancel`,
    subscription_update: `subscriptions/${about?.subscription}/update`,
    subscription_update_confirm: `subscriptions/${about?.subscription}/update/confirm?price=${price}&quantity=${quantity}`,
  }
  return pathOf(c, pages[type])
}

/** Out of a flow it leads to the business, elsewhere home. */
export function goBack(c: PortalContext, label = 'Go back'): Html | null {
  const { session, isFlowCompleted } = c.var.visit
  const to = session.flow && !isFlowCompleted ? session.return_url : pathOf(c)
  return to ? html`<a class="button quiet" href="${to}">${label}</a>` : null
}
