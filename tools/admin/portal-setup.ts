import Stripe from 'stripe'
import { z } from 'zod'
import { env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { origin } from '@/lib/origin'
import { type PlanChanges, setUpPortalConfiguration } from '@/lib/stripe/portal-configuration'
import { command } from './command'
import { OperatorError } from './operator-error'

const toggle = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((word) => word === 'on')
const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://example.com/privacy',
})

const priceIds = z
  .string()
  .transform((text) => text.split(',').map((id) => id.trim()))
  .refine((ids) => ids.every(Boolean), {
    error: 'must be price ids separated by commas, such as price_A,price_B, or off',
  })

/** Stripe's limit for the headline, in characters. */
const MAX_HEADLINE_LENGTH = 60

export const portalSetup = command({
  name: 'portal setup',
  synopsis:
    '[--headline TEXT] [--privacy-policy-url URL] [--terms-of-service-url URL] [--cancel on|off] [--customer-update on|off] [--plan-changes PRICE_ID,…|off] [--quantity-changes on|off] [--proration none|create_prorations|always_invoice]',
  summary:
    'Makes or updates the portal configuration: invoice history and payment method update on. Run it as often as you like.',
  input: z.object({
    headline: z
      .string()
      .trim()
      .min(1, { error: 'must not be blank' })
      .max(MAX_HEADLINE_LENGTH, { error: `must be at most ${MAX_HEADLINE_LENGTH} characters` })
      .optional(),
    'privacy-policy-url': webAddress.optional(),
    'terms-of-service-url': webAddress.optional(),
    cancel: toggle.optional(),
    'customer-update': toggle.optional(),
    'plan-changes': priceIds.optional(),
    'quantity-changes': toggle.optional(),
    proration: z
      .enum(['none', 'create_prorations', 'always_invoice'], {
        error: 'must be none, create_prorations or always_invoice',
      })
      .optional(),
  }),
  needs: ['STRIPE_SECRET_KEY'],
  async run(input, { err }) {
    const named = env().stripe.portalConfiguration
    const settings = {
      headline: input.headline,
      privacyPolicyUrl: input['privacy-policy-url'],
      termsOfServiceUrl: input['terms-of-service-url'],
      cancel: input.cancel,
      customerUpdate: input['customer-update'],
      planChanges: planChanges(input),
      returnUrl: `${requireOrigin()}/billing`,
    }
    const outcome = await setUpPortalConfiguration(settings, named).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
      throw new OperatorError(`Stripe refuses ${error.param ?? 'a setting'}: ${error.message}`, {
        cause: error,
      })
    })
    if (outcome.kind === 'unknown')
      throw new OperatorError(
        `Stripe has no portal configuration ${named}: unset STRIPE_PORTAL_CONFIGURATION and run this again.`,
      )
    if (outcome.id !== named)
      err(`Set STRIPE_PORTAL_CONFIGURATION=${outcome.id} where the app runs, so that its sessions use it.\n`)
    return { id: outcome.id, status: outcome.kind }
  },
})

/** @throws {OperatorError} without `--plan-changes`: Stripe wants the prices whatever else is to be changed */
function planChanges(input: {
  'plan-changes'?: string[] | undefined
  'quantity-changes'?: boolean | undefined
  proration?: PlanChanges['proration']
}): PlanChanges | 'off' | undefined {
  const prices = input['plan-changes']
  const { 'quantity-changes': quantity, proration } = input
  if (prices && prices[0] !== 'off') return { prices, quantity: quantity ?? false, proration }
  if (quantity !== undefined || proration !== undefined)
    throw new OperatorError(
      '--quantity-changes and --proration go with --plan-changes PRICE_ID,…: name the prices.',
    )
  return prices && 'off'
}

/** The deployment's own origin: a live portal must not lead back to somebody's desk. */
function requireOrigin(): string {
  const { appEnv, stripe } = env()
  if (appEnv !== 'production' && isLiveKey(stripe.secretKey))
    throw new OperatorError(
      'The Stripe key is a live one: set APP_ENV=production and APP_URL to the origin that the portal leads back to.',
    )
  try {
    return origin()
  } catch (error) {
    throw new OperatorError(error instanceof Error ? error.message : 'Set APP_URL.', { cause: error })
  }
}
