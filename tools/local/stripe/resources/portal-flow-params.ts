import { z } from 'zod'
import { integer, list, oneOf, text, url } from '../api/params'

const about = z.strictObject({ subscription: text() })

export const flowData = z.strictObject({
  after_completion: z
    .strictObject({
      hosted_confirmation: z.strictObject({ custom_message: text(500).optional() }).optional(),
      redirect: z.strictObject({ return_url: url() }).optional(),
      type: oneOf('hosted_confirmation', 'portal_homepage', 'redirect'),
    })
    .optional(),
  subscription_cancel: about.optional(),
  subscription_update: about.optional(),
  subscription_update_confirm: about
    .extend({
      items: list(z.strictObject({ id: text(), price: text().optional(), quantity: integer().optional() })),
    })
    .optional(),
  type: oneOf(
    'customer_update',
    'payment_method_update',
    'subscription_cancel',
    'subscription_update',
    'subscription_update_confirm',
  ),
})

export type FlowData = z.output<typeof flowData>
