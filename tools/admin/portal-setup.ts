import Stripe from 'stripe'
import { z } from 'zod'
import { env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { origin } from '@/lib/origin'
import { setUpPortalConfiguration } from '@/lib/stripe/portal-configuration'
import { command } from './command'
import { OperatorError } from './operator-error'

const toggle = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((word) => word === 'on')
const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://example.com/privacy',
})

/** Stripe's limit for the headline, in characters. */
const MAX_HEADLINE_LENGTH = 60

export const portalSetup = command({
  name: 'portal setup',
  synopsis:
    '[--headline TEXT] [--privacy-policy-url URL] [--terms-of-service-url URL] [--cancel on|off] [--customer-update on|off]',
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
