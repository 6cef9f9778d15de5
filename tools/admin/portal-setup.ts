import type { Command } from '@commander-js/extra-typings'
import Stripe from 'stripe'
import { z } from 'zod'
import { env } from '@/lib/env'
import { type PlanChanges, setUpPortalConfiguration } from '@/lib/stripe/portal-configuration'
import { checked } from './checked'
import { type Io, printResult } from './io'
import { OperatorError } from './operator-error'
import { requireOrigin } from './require-origin'

const toggle = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((word) => word === 'on')
const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be a URL such as https://example.com/privacy',
})

const priceIds = z
  .string()
  .transform((text) => text.split(',').map((id) => id.trim()))
  .refine((ids) => ids.every(Boolean), {
    error: 'must be price ids separated by commas, such as price_A,price_B, or off',
  })

const prorations = ['none', 'create_prorations', 'always_invoice'] as const
const proration = z.enum(prorations, { error: `must be one of ${prorations.join(', ')}` })

/** Stripe's limit for the headline, in characters. */
const MAX_HEADLINE_LENGTH = 60

const headline = z
  .string()
  .trim()
  .min(1, { error: 'must not be blank' })
  .max(MAX_HEADLINE_LENGTH, { error: `must be at most ${MAX_HEADLINE_LENGTH} characters` })

/** Adds the command that configures the Stripe portal. */
export function addPortalSetup(portal: Command, io: Io): void {
  portal
    .command('setup')
    .description(
      'Create or update the portal configuration, with invoice history and payment method update on. It ' +
        'is safe to run again. Settings that are not given stay as they are.',
    )
    .option('--headline <text>', 'the headline of the portal', checked('--headline', headline))
    .option('--privacy-policy-url <url>', 'your privacy policy', checked('--privacy-policy-url', webAddress))
    .option(
      '--terms-of-service-url <url>',
      'your terms of service',
      checked('--terms-of-service-url', webAddress),
    )
    .option('--cancel <on|off>', 'let people cancel subscriptions', checked('--cancel', toggle))
    .option(
      '--customer-update <on|off>',
      'let people change their billing details',
      checked('--customer-update', toggle),
    )
    .option(
      '--plan-changes <prices|off>',
      'the prices that people can switch to, such as price_A,price_B',
      checked('--plan-changes', priceIds),
    )
    .option(
      '--quantity-changes <on|off>',
      'with --plan-changes: let people change the quantity',
      checked('--quantity-changes', toggle),
    )
    .option(
      '--proration <behavior>',
      'with --plan-changes: none, create_prorations or always_invoice',
      checked('--proration', proration),
    )
    .action(async ({ planChanges: prices, quantityChanges, proration, ...options }) => {
      const named = env().stripe.portalConfiguration
      const planChanges = readPlanChanges({ prices, quantityChanges, proration })
      const settings = { ...options, planChanges, returnUrl: `${requireOrigin()}/billing` }
      const outcome = await setUpPortalConfiguration(settings, named).catch((error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        throw new OperatorError(`Stripe refuses ${error.param ?? 'a setting'}: ${error.message}`, {
          cause: error,
        })
      })
      if (outcome.kind === 'unknown')
        throw new OperatorError(
          `Stripe has no portal configuration ${named}: unset STRIPE_PORTAL_CONFIGURATION and run this ` +
            `again.`,
        )
      if (outcome.id !== named)
        io.err(
          `Set STRIPE_PORTAL_CONFIGURATION=${outcome.id} where the app runs to use this configuration.\n`,
        )
      printResult(io, { id: outcome.id, status: outcome.kind })
    })
}

/** @throws {OperatorError} without `--plan-changes`: Stripe requires the prices with every change */
function readPlanChanges({
  prices,
  quantityChanges,
  proration,
}: {
  prices: string[] | undefined
  quantityChanges: boolean | undefined
  proration: PlanChanges['proration']
}): PlanChanges | 'off' | undefined {
  if (prices && prices[0] !== 'off') return { prices, quantity: quantityChanges ?? false, proration }
  if (quantityChanges !== undefined || proration !== undefined)
    throw new OperatorError(
      '--quantity-changes and --proration need --plan-changes PRICE_ID,…: name the prices.',
    )
  return prices && 'off'
}
