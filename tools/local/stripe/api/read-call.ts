import type { IncomingMessage } from 'node:http'
import Stripe from 'stripe'
import { readBody } from '../read-body'
import { newId } from '../store/new-id'
import { type Form, parseForm } from './form'
import { invalidRequest, StripeError } from './stripe-error'

/** A call of the API as it came in. */
export type ApiCall = {
  requestId: string
  method: string
  path: string
  authorization: string | undefined
  idempotencyKey: string | null
  /** Reads the parameters. @throws {StripeError} when they are no form. */
  form(): Form
}

/** Reads a request whole, and judges nothing yet. */
export async function readCall(request: IncomingMessage): Promise<ApiCall> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const { authorization, 'content-type': contentType = '' } = request.headers
  const body = await readBody(request)
  return {
    requestId: newId('req'),
    method: request.method ?? 'GET',
    path: pathname,
    authorization,
    idempotencyKey: request.method === 'POST' ? header(request, 'idempotency-key') : null,
    form() {
      requireKnownVersion(request)
      if (body === null) throw new StripeError(413, { message: 'The request body is too large.' })
      if (body !== '' && !/^(application\/x-www-form-urlencoded\b.*)?$/i.test(contentType)) {
        throw invalidRequest(
          'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
        )
      }
      return parseForm([search.slice(1), body].filter(Boolean).join('&'))
    },
  }
}

/**
 * The local Stripe speaks the version of the pinned `stripe` package. Another one, and calls for connected accounts, would be answered
 * wrongly, so they are refused.
 */
function requireKnownVersion(request: IncomingMessage): void {
  const version = header(request, 'stripe-version')
  if (version !== null && version !== Stripe.API_VERSION) {
    throw invalidRequest(
      `Invalid Stripe API version: ${version}. The local Stripe speaks ${Stripe.API_VERSION}.`,
    )
  }
  const account = header(request, 'stripe-account') ?? header(request, 'stripe-context')
  if (account !== null) {
    throw new StripeError(403, {
      message: `The local Stripe has no connected accounts: '${account}' does not exist, or the key has no access to it.`,
      code: 'account_invalid',
    })
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}
