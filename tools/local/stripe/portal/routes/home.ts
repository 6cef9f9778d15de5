import { type Done, flowPage } from '../complete-flow'
import { html } from '../html'
import type { PortalContext } from '../portal-context'
import { type PortalReply, page, redirect } from '../portal-reply'
import type { PortalRoute } from '../portal-route'
import { customerSection } from '../sections/customer-section'
import { invoicesSection } from '../sections/invoices-section'
import { paymentMethodsSection } from '../sections/payment-methods-section'
import { subscriptionsSection } from '../sections/subscriptions-section'

const SENTENCES: Record<Done, string> = {
  'card-added': 'Your payment method was added.',
  'card-removed': 'The payment method was removed.',
  'default-changed': 'Your default payment method was changed.',
  'details-saved': 'Your billing information was saved.',
  'subscription-canceled': 'Your cancellation is confirmed.',
  'subscription-kept': 'Your plan goes on as before.',
  'plan-changed': 'Your plan was changed.',
}

export const homeRoutes: PortalRoute[] = [
  { method: 'GET', path: '', answer: home },
  { method: 'GET', path: 'done', answer: done },
]

/** Everything the configuration lets the customer see. A session that was made for one thing leads there first. */
function home(context: PortalContext, { query }: { query: URLSearchParams }): PortalReply {
  const { flow } = context.visit.session
  const start = flowPage(context)
  if (start !== null) return redirect(start)
  if (flow?.after_completion.type === 'hosted_confirmation') return done(context)
  const sentence = Object.entries(SENTENCES).find(([word]) => word === query.get('done'))?.[1]
  return page(
    'Billing',
    html`
    <h1>Billing</h1>
    ${sentence && html`<p class="notice" role="status">${sentence}</p>`}
    ${subscriptionsSection(context)}
    ${paymentMethodsSection(context)}
    ${customerSection(context)}
    ${invoicesSection(context, query.get('invoices') === 'all')}`,
  )
}

/** The end of a flow that confirms on Stripe's own page. */
function done({ visit, stripe }: PortalContext): PortalReply {
  const message = visit.session.flow?.after_completion.hosted_confirmation?.custom_message
  const back = visit.session.return_url
  return page(
    'All done',
    html`
    <h1>All done</h1>
    <p class="lead">${message ?? 'Your change was saved.'}</p>
    ${back && html`<p><a class="button" href="${back}">Return to ${stripe.businessName}</a></p>`}`,
  )
}
