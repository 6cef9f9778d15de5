import Stripe from 'stripe'

/** Whether Stripe refused a request with this code. https://docs.stripe.com/error-codes */
export const hasErrorCode = (error: unknown, code: string) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === code
