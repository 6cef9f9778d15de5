import { route } from '../api/route'
import { invalidRequest } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId, randomText } from '../store/new-id'
import type { PortalSession } from '../wire'
import { requireCustomer } from './customer-object'
import { requireConfiguration, requireDefaultConfiguration } from './portal-configuration-object'
import { flowOf } from './portal-flow'
import { type SessionCreate, sessionCreate } from './portal-session-params'

/** https://docs.stripe.com/api/customer_portal/sessions/create */
export const portalSessionRoutes = [
  route('POST', '/v1/billing_portal/sessions', sessionCreate, createSession),
]

function createSession(stripe: LocalStripe, params: SessionCreate): PortalSession {
  const customer = requireCustomer(stripe, params.customer, 'customer')
  const configuration =
    params.configuration === undefined
      ? requireDefaultConfiguration(stripe)
      : requireConfiguration(stripe, params.configuration, 'configuration')
  if (!configuration.active) {
    throw invalidRequest(`The configuration ${configuration.id} is not active.`, 'configuration')
  }
  const token = `test_${randomText(40)}`
  const session: PortalSession = {
    id: newId('bps'),
    object: 'billing_portal.session',
    after_expiration: afterExpiration(stripe, params),
    configuration: configuration.id,
    created: unixNow(stripe),
    customer: customer.id,
    customer_account: null,
    flow: params.flow_data ? flowOf(stripe, configuration, customer.id, params.flow_data) : null,
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `${stripe.origin}/p/session/${token}`,
  }
  stripe.portalSessions.add(token, session)
  return session
}

function afterExpiration(
  stripe: LocalStripe,
  { after_expiration: after }: SessionCreate,
): NonNullable<PortalSession['after_expiration']> | null {
  if (!after) return null
  const expiresAt = after.customer_login?.expires_at ?? null
  if (expiresAt !== null && expiresAt <= unixNow(stripe)) {
    throw invalidRequest(
      '`expires_at` must be in the future.',
      'after_expiration[customer_login][expires_at]',
    )
  }
  return { type: after.type, customer_login: { expires_at: expiresAt } }
}
