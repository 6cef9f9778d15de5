import type { Context } from 'hono'
import type { LocalStripe } from '../local-stripe'
import type { Customer, PortalConfiguration, Subscription } from '../wire'
import type { Formats } from './formats'
import type { Visit } from './portal-sessions'

export type PortalEnv = {
  Variables: {
    stripe: LocalStripe
    /** Set only for paths below an open session. */
    visit: Visit
    customer: Customer
    configuration: PortalConfiguration
    formats: Formats
  }
}

/** The context of every portal page. */
export type PortalContext = Context<PortalEnv>

/** The path of a page of this session: `pathOf(c, 'customer')`; `pathOf(c)` is its home page. */
export function pathOf(c: PortalContext, page?: string): string {
  return `/p/session/${c.var.visit.token}${page ? `/${page}` : ''}`
}

/** The subscription in the path, if it is this customer's and has not ended. */
export function findSubscription(c: PortalContext): Subscription | null {
  const subscription = c.var.stripe.store.find('subscription', c.req.param('id'))
  const isTheirs = subscription?.customer === c.var.customer.id && subscription.status !== 'canceled'
  return isTheirs ? subscription : null
}

export function productName({ store }: LocalStripe, product: unknown): string {
  return store.find('product', product)?.name ?? 'Subscription'
}
