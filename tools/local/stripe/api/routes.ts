import { customerRoutes } from '../resources/customers'
import { eventRoutes } from '../resources/events'
import { invoiceItemRoutes } from '../resources/invoice-items'
import { invoiceRoutes } from '../resources/invoices'
import { paymentMethodRoutes } from '../resources/payment-methods'
import { portalConfigurationRoutes } from '../resources/portal-configurations'
import { portalSessionRoutes } from '../resources/portal-sessions'
import { priceRoutes } from '../resources/prices'
import { productRoutes } from '../resources/products'
import { subscriptionRoutes } from '../resources/subscriptions'
import type { Route } from './route'

/** Every call that the local Stripe answers. */
export const routes: readonly Route[] = [
  ...customerRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...invoiceItemRoutes,
  ...paymentMethodRoutes,
  ...portalConfigurationRoutes,
  ...portalSessionRoutes,
  ...eventRoutes,
]
