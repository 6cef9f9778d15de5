import { invalidRequest, type StripeError } from '../api/stripe-error'

/** What Stripe says to an account whose owner never saved the portal's settings. */
export function noConfiguration(): StripeError {
  return invalidRequest(
    'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.',
  )
}
