import { invalidKey } from '../api/authenticate'
import type { Reply } from '../api/reply'
import { StripeError } from '../api/stripe-error'
import type { Fault } from './fault'

/**
 * What Stripe's edge answers to a call before its API sees it; null where it lets the call pass.
 * @throws {StripeError} for the faults that are answered in Stripe's JSON
 */
export function edgeReply(fault: Fault | null): Reply | null {
  switch (fault?.kind) {
    case 'html-502':
      return badGateway()
    case 'rate-limit':
      throw rateLimited()
    case 'lock-timeout':
      throw lockTimeout()
    case 'wrong-key':
      throw invalidKey('sk_test_00000000000000000000none')
    case 'missing-permission':
      throw missingPermission()
    default:
      return null
  }
}

function badGateway(): Reply {
  return {
    status: 502,
    headers: { 'Content-Type': 'text/html' },
    body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
    stored: false,
  }
}

/** https://docs.stripe.com/rate-limits */
function rateLimited(): StripeError {
  const message =
    'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.'
  return new StripeError(
    429,
    { code: 'rate_limit', message },
    { 'Stripe-Rate-Limited-Reason': 'global-rate' },
  )
}

/** https://docs.stripe.com/rate-limits#object-lock-timeouts */
function lockTimeout(): StripeError {
  const message =
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.'
  return new StripeError(429, { code: 'lock_timeout', message }, { 'Stripe-Should-Retry': 'true' })
}

/** As https://github.com/t3dotgg/stripe-recommendations/issues/23 reports it, for a portal session. */
function missingPermission(): StripeError {
  return new StripeError(403, {
    message:
      "The provided key 'rk_test_*********************none' does not have the required permissions for this endpoint on account 'acct_1LocalStripe00000'. Having the 'rak_customer_portal_write' permission would allow this request to continue.",
  })
}
