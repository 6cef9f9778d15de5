import { z } from 'zod'
import { env } from '../env'
import { origin } from '../origin'
import { LOCALES } from './locales'
import { findReturnUrl } from './return-url'

const stripeId = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_]{1,250}$`), { error: `must be ${what} (${prefix}_…)` })

const returnUrl = z
  .string()
  .transform((value, context) => {
    const resolved = findReturnUrl(value, { own: origin(), allowed: env().api.allowedReturnOrigins })
    if (resolved) return resolved
    context.addIssue({
      code: 'custom',
      message: 'must be a path on this site, or an address on this origin or an allowed one',
    })
    return z.NEVER
  })
  .meta({
    description:
      'Where the portal leads back to: a path, or an absolute address on this origin or an allowed one.',
    examples: ['/billing'],
  })

const subscription = stripeId('sub', 'a subscription of the billing account').meta({
  description: 'The subscription that the flow is about. It must belong to the billing account.',
  examples: ['sub_1PkQ2Z'],
})

const flowType = <Type extends string>(type: Type, description: string) =>
  z.literal(type).meta({ description })

// Stripe accepts exactly one item.
const items = z
  .array(
    z.strictObject({
      id: stripeId('si', 'an item of the subscription').meta({
        description: 'The subscription item to change.',
      }),
      // Prices that were created as plans have custom ids, such as plan_… or monthly8usd.
      price: z.string().min(1).max(255).optional().meta({ description: 'The price to change to.' }),
      quantity: z.int().min(0).max(1_000_000).optional().meta({ description: 'How many to change to.' }),
    }),
  )
  .length(1)
  .meta({ description: 'What the subscription is to become: exactly one item.' })

const afterCompletion = z
  .strictObject({ returnUrl })
  .meta({ description: 'Where to go once the flow is completed, under the rules of `returnUrl`.' })
  .optional()

const flow = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: flowType('payment_method_update', 'Add a payment method and make it the default one.'),
      afterCompletion,
    }),
    z.strictObject({
      type: flowType('subscription_cancel', 'Cancel a subscription.'),
      subscription,
      afterCompletion,
    }),
    z.strictObject({
      type: flowType('subscription_update', 'Change to another plan or quantity.'),
      subscription,
      afterCompletion,
    }),
    z.strictObject({
      type: flowType('subscription_update_confirm', 'Confirm one prepared change.'),
      subscription,
      items,
      afterCompletion,
    }),
  ])
  .meta({ description: 'Opens the portal at one task. Without it the portal opens at its front page.' })

/** The body of `POST /api/billing-portal`. Everything is optional, and unknown fields are refused. */
export const portalInput = z.strictObject({
  returnUrl: returnUrl.optional(),
  locale: z
    .enum(LOCALES)
    .optional()
    .meta({ description: "The portal's language; `auto` follows the browser." }),
  flow: flow.optional(),
  billingAccountId: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: 'Which billing account, for a user with several. A key may name only its own.' }),
})

/** Parsed input. URLs are absolute and allowed. */
export type PortalInput = z.output<typeof portalInput>
