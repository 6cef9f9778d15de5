import { z } from 'zod'
import { env } from '../env'
import { origin } from '../origin'
import { stripeId } from '../stripe/stripe-id'
import { LOCALES } from './locales'
import { DEFAULT_RETURN_PATH, findReturnUrl, RETURN_URL_MAX_LENGTH } from './return-url'

const RETURN_URL =
  'Where the portal links back to: a path, or an absolute URL on this origin or an allowed one'

// The description is on the string, because the JSON Schema of an input omits a transformation's examples.
const returnUrl = z
  .string()
  .meta({
    description: `${RETURN_URL}.`,
    examples: ['/billing'],
    maxLength: RETURN_URL_MAX_LENGTH,
  })
  .transform((value, context) => {
    const resolved = findReturnUrl(value, { own: origin(), allowed: env().api.allowedReturnOrigins })
    if (resolved) return resolved
    context.addIssue({
      code: 'custom',
      message: 'must be a path on this site, or a URL on this origin or an allowed one',
    })
    return z.NEVER
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
        examples: ['si_PkQ2Z'],
      }),
      // Prices that were created as plans have custom ids, such as plan_… or monthly8usd.
      price: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .meta({
          description: 'The price to change to.',
          examples: ['price_1PkQ2Z'],
        }),
      quantity: z
        .int()
        .min(0)
        .max(1_000_000)
        .optional()
        .meta({
          description: 'How many to change to.',
          examples: [3],
        }),
    }),
  )
  .length(1)
  .meta({ description: 'The change to the subscription.' })

const afterCompletion = z
  .strictObject({ returnUrl })
  .meta({ description: 'Where to go when the flow is completed. The rules are those of `returnUrl`.' })
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
  .meta({ description: 'Opens the portal at one task. Without it, the portal opens at its front page.' })

/** The body of `POST /api/billing-portal`. Everything is optional, and unknown fields are rejected. */
export const portalInput = z.strictObject({
  returnUrl: returnUrl
    .optional()
    .meta({ description: `${RETURN_URL}. Without it, back to \`${DEFAULT_RETURN_PATH}\`.` }),
  locale: z
    .enum(LOCALES)
    .optional()
    // https://docs.stripe.com/api/customer_portal/sessions/create#create_portal_session-locale
    .meta({
      description:
        "The portal's language. `auto`, the default, follows the customer's languages or the browser.",
    }),
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
