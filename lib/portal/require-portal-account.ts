import { ApiError } from '../api-error'
import type { Caller, CallerAccount } from '../caller'
import { inputFailure } from '../stripe/failures'
import { portalAccess } from './access'

/**
 * The billing account that a caller may manage: the one that is named, or their only one.
 *
 * @throws {ApiError} NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, see `portalAccess`
 */
export function requirePortalAccount(caller: Caller, requestedId?: string): CallerAccount {
  const access = portalAccess(caller, requestedId)
  switch (access.kind) {
    case 'granted':
      return access.account
    case 'no-account':
      throw new ApiError('NOT_FOUND', { internal: 'The caller has no such billing account.' })
    case 'not-allowed':
      throw new ApiError('FORBIDDEN', { internal: 'The caller has no right to open the portal.' })
    case 'choice-needed':
      throw inputFailure({
        path: 'billingAccountId',
        message: `must be one of your billing accounts: ${access.accountIds.join(', ')}`,
        code: 'custom',
      })
  }
}
