import type { LocalStripe } from '../local-stripe'
import type { Customer, PortalConfiguration, Subscription } from '../wire'
import { type Formats, formatsIn } from './formats'
import type { Visit } from './portal-sessions'

/** What every page of an open portal session knows. */
export type PortalContext = {
  stripe: LocalStripe
  visit: Visit
  customer: Customer
  configuration: PortalConfiguration
  formats: Formats
  /** The path of a page of this session: `path('customer')`; `path()` is its home page. */
  path(page?: string): string
}

/** Null when the customer or the configuration was deleted meanwhile. */
export function findContext(
  stripe: LocalStripe,
  visit: Visit,
  acceptLanguage: string | undefined,
): PortalContext | null {
  const customer = stripe.store.customers.find(visit.session.customer)
  const configuration = stripe.store.configurations.find(String(visit.session.configuration))
  if (!customer || customer.deleted || !configuration) return null
  return {
    stripe,
    visit,
    customer,
    configuration,
    formats: formatsIn(localeOf(visit, customer, acceptLanguage)),
    path: (page) => `/p/session/${visit.token}${page ? `/${page}` : ''}`,
  }
}

/** The session's language; else, as Stripe says, the customer's first preference, else the browser's. */
function localeOf({ session }: Visit, customer: Customer, acceptLanguage = ''): string {
  if (session.locale && session.locale !== 'auto') return session.locale
  return customer.preferred_locales?.[0] ?? /^[a-z]{2,3}(-[a-z0-9]+)*/i.exec(acceptLanguage)?.[0] ?? 'en'
}

/** A subscription of this customer that has not ended. */
export function findSubscription({ stripe, customer }: PortalContext, id: string): Subscription | null {
  const subscription = stripe.store.subscriptions.find(id)
  return subscription?.customer === customer.id && subscription.status !== 'canceled' ? subscription : null
}

export function productName(stripe: LocalStripe, subscription: Subscription): string {
  const names = subscription.items.data.map(
    ({ price }) => stripe.store.products.find(String(price.product))?.name ?? 'Subscription',
  )
  return names.join(', ')
}
