import type { PortalContext } from './portal-context'
import { type PortalReply, redirect } from './portal-reply'

/** What a page says after something was done. The home page turns the word into a sentence. */
export type Done =
  | 'card-added'
  | 'card-removed'
  | 'default-changed'
  | 'details-saved'
  | 'subscription-canceled'
  | 'subscription-kept'
  | 'plan-changed'

/** Where the customer goes after doing what the session was made for, or after anything else. */
export function completeFlow({ visit, path }: PortalContext, done: Done): PortalReply {
  const { flow } = visit.session
  const isFirstTime = !visit.flowCompleted
  visit.flowCompleted = true
  if (flow && isFirstTime) {
    const { type, redirect: target } = flow.after_completion
    if (type === 'redirect' && target) return redirect(target.return_url)
    if (type === 'hosted_confirmation') return redirect(path('done'))
  }
  return redirect(`${path()}?done=${done}`)
}

/** The page that a flow begins with; null when there is none, or when it is over. */
export function flowPage({ visit, path }: PortalContext): string | null {
  const { flow } = visit.session
  if (!flow || visit.flowCompleted) return null
  const confirm = flow.subscription_update_confirm
  switch (flow.type) {
    case 'customer_update':
      return path('customer')
    case 'payment_method_update':
      return path('payment-methods/new')
    case 'subscription_cancel':
      return path(`subscriptions/${flow.subscription_cancel?.subscription}/cancel`)
    case 'subscription_update':
      return path(`subscriptions/${flow.subscription_update?.subscription}/update`)
    case 'subscription_update_confirm':
      return path(`subscriptions/${confirm?.subscription}/update/confirm?${itemQuery(confirm?.items[0])}`)
    default:
      return null
  }
}

function itemQuery(item: { price: string | null; quantity?: number } | undefined): string {
  const query = new URLSearchParams()
  if (item?.price) query.set('price', item.price)
  if (item?.quantity !== undefined) query.set('quantity', String(item.quantity))
  return query.toString()
}
