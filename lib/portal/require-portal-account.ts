import { ApiError, inputFailure } from '../api-error'
import type { Caller, CallerAccount } from '../caller'
import { portalAccess } from './access'

/** An account that has a Stripe customer. */
export type PortalAccount = CallerAccount & { stripeCustomerId: string }

/**
 * Returns the requested billing account, or the caller's only one, if the caller may manage it.
 *
 * @throws {ApiError} NOT_FOUND, also without a Stripe customer; FORBIDDEN; VALIDATION_FAILED for a user with
 *   several accounts who requests none
 */
export function requirePortalAccount(caller: Caller, requestedId?: string): PortalAccount {
  const account = requireAccess(caller, requestedId)
  const { stripeCustomerId } = account
  if (!stripeCustomerId)
    throw new ApiError('NOT_FOUND', { internal: 'The billing account has no Stripe customer.' })
  return { ...account, stripeCustomerId }
}

function requireAccess(caller: Caller, requestedId?: string): CallerAccount {
  const access = portalAccess(caller, requestedId)
  switch (access.kind) {
    case 'granted':
      return access.account
    case 'no-account':
      throw new ApiError('NOT_FOUND', { internal: 'The caller has no such billing account.' })
    case 'not-allowed':
      throw new ApiError('FORBIDDEN', { internal: 'The caller may not open the portal.' })
    case 'choice-needed':
      throw inputFailure({
        path: 'billingAccountId',
        message: `must be one of your billing accounts: ${access.accountIds.join(', ')}`,
      })
  }
}
