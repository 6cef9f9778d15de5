import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { expand, text, url } from '../api/params'
import { invalidRequest } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { PortalConfiguration } from '../wire'
import { noConfiguration } from './portal-configurations'
import { flowData, flowOf } from './portal-flow'
import { requireObject } from './require-object'

/** https://docs.stripe.com/api/customer_portal/sessions/create#create_portal_session-locale */
// biome-ignore format: one list, read as a whole.
const LOCALES = [
  'auto', 'bg', 'cs', 'da', 'de', 'el', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ', 'en-SG', 'es',
  'es-419', 'et', 'fi', 'fil', 'fr', 'fr-CA', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'mt', 'nb',
  'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW',
] as const

const create = z.strictObject({
  after_expiration: z.strictObject({ type: z.enum(['customer_login']) }).optional(),
  configuration: text().optional(),
  customer: text(),
  expand,
  flow_data: flowData.optional(),
  locale: z.enum(LOCALES).optional(),
  return_url: url().optional(),
})

/** https://docs.stripe.com/api/customer_portal/sessions/create */
export const portalSessionEndpoints = [
  endpoint('POST', '/v1/billing_portal/sessions', create, (stripe, params) => {
    const { id: customer } = requireObject(stripe, 'customer', params.customer, 'customer')
    const configuration = requireUsable(stripe, params.configuration)
    return stripe.portalSessions.add(stripe.origin, {
      id: newId('bps'),
      object: 'billing_portal.session',
      after_expiration: params.after_expiration
        ? { ...params.after_expiration, customer_login: { expires_at: null } }
        : null,
      configuration: configuration.id,
      created: unixNow(stripe),
      customer,
      customer_account: null,
      flow: params.flow_data ? flowOf(stripe, configuration, customer, params.flow_data) : null,
      livemode: false,
      locale: params.locale ?? null,
      on_behalf_of: null,
      return_url: params.return_url ?? configuration.default_return_url,
    })
  }),
]

/** The configuration that a session names, or else the default. */
function requireUsable(stripe: LocalStripe, id: string | undefined): PortalConfiguration {
  const kind = 'billing_portal.configuration'
  if (id === undefined) {
    const saved = stripe.store.all(kind).find((configuration) => configuration.is_default)
    if (!saved) throw noConfiguration()
    return saved
  }
  const configuration = requireObject(stripe, kind, id, 'configuration')
  if (configuration.active) return configuration
  throw invalidRequest(`The configuration ${id} is not active.`, 'configuration')
}
