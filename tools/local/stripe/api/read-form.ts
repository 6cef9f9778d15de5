import type { HonoRequest } from 'hono'
import Stripe from 'stripe'
import { type Form, parseForm } from './form'
import { invalidRequest, StripeError } from './stripe-error'

/**
 * The parameters of a call. The local Stripe speaks the version of the pinned `stripe` package and has no
 * connected accounts: others would be answered wrongly, so they are refused.
 * @throws {StripeError}
 */
export async function readForm(request: HonoRequest): Promise<Form> {
  const version = request.header('stripe-version')
  if (version && version !== Stripe.API_VERSION)
    throw invalidRequest(
      `Invalid Stripe API version: ${version}. The local Stripe speaks ${Stripe.API_VERSION}.`,
    )
  if (request.header('stripe-account') || request.header('stripe-context'))
    throw new StripeError(403, {
      message: 'The local Stripe has no connected accounts.',
      code: 'account_invalid',
    })
  const body = await request.text()
  const type = request.header('content-type') ?? ''
  if (body !== '' && type !== '' && !/^application\/x-www-form-urlencoded\b/i.test(type))
    throw invalidRequest(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    )
  return parseForm([new URL(request.url).search.slice(1), body].filter(Boolean).join('&'))
}
