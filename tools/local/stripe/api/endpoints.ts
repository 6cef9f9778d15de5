import { customerEndpoints } from '../resources/customers'
import { invoiceEndpoints } from '../resources/invoices'
import { paymentMethodEndpoints } from '../resources/payment-methods'
import { portalConfigurationEndpoints } from '../resources/portal-configurations'
import { portalSessionEndpoints } from '../resources/portal-sessions'
import { productEndpoints } from '../resources/products'
import { subscriptionEndpoints } from '../resources/subscriptions'

/** Every supported API call. */
export const ENDPOINTS = [
  ...customerEndpoints,
  ...paymentMethodEndpoints,
  ...productEndpoints,
  ...subscriptionEndpoints,
  ...invoiceEndpoints,
  ...portalConfigurationEndpoints,
  ...portalSessionEndpoints,
]
