import type Stripe from 'stripe'
import { z } from 'zod'
import { expand, integer, list, oneOf, paramsOf, text, timestamp, unmodelled, url } from '../api/params'

/** The languages of the portal. https://docs.stripe.com/api/customer_portal/sessions/create#create_portal_session-locale */
// biome-ignore format: one list, read as a whole.
const LOCALES = [
  'auto', 'bg', 'cs', 'da', 'de', 'el', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ', 'en-SG', 'es', 'es-419',
  'et', 'fi', 'fil', 'fr', 'fr-CA', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'mt', 'nb', 'nl', 'pl', 'pt', 'pt-BR',
  'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW',
] as const

const afterCompletion = paramsOf<Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion>()({
  hosted_confirmation: z.strictObject({ custom_message: text(500).optional() }).optional(),
  redirect: z.strictObject({ return_url: url() }).optional(),
  type: oneOf('hosted_confirmation', 'portal_homepage', 'redirect'),
})

const flowData = paramsOf<Stripe.BillingPortal.SessionCreateParams.FlowData>()({
  after_completion: afterCompletion.optional(),
  subscription_cancel: z.strictObject({ subscription: text(), retention: unmodelled() }).optional(),
  subscription_pause: z.strictObject({ subscription: text() }).optional(),
  subscription_update: z.strictObject({ subscription: text() }).optional(),
  subscription_update_confirm: z
    .strictObject({
      discounts: unmodelled(),
      items: list(z.strictObject({ id: text(), price: text().optional(), quantity: integer(0).optional() })),
      subscription: text(),
    })
    .optional(),
  type: oneOf(
    'customer_update',
    'payment_method_update',
    'subscription_cancel',
    'subscription_pause',
    'subscription_update',
    'subscription_update_confirm',
  ),
})

export const sessionCreate = paramsOf<Stripe.BillingPortal.SessionCreateParams>()({
  after_expiration: paramsOf<Stripe.BillingPortal.SessionCreateParams.AfterExpiration>()({
    customer_login: z.strictObject({ expires_at: timestamp().optional() }).optional(),
    type: oneOf('customer_login'),
  }).optional(),
  configuration: text().optional(),
  customer: text(),
  // Accounts v2 and Connect: there is one account here, and it has no others.
  customer_account: unmodelled(),
  expand: expand(),
  flow_data: flowData.optional(),
  locale: oneOf(...LOCALES).optional(),
  on_behalf_of: unmodelled(),
  return_url: url().optional(),
})

export type SessionCreate = z.output<typeof sessionCreate>
export type FlowData = z.output<typeof flowData>
