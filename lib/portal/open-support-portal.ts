import { NO_REQUEST } from '../audit/event'
import { recordEvent } from '../audit/recording'
import { db } from '../db'
import { env } from '../env'
import { createPortalSession } from '../stripe/portal-session'
import { portalParams } from './portal-params'
import { recordedSession } from './recorded-session'

export type SupportPortal =
  /** `url` signs its holder in as the customer. */
  { kind: 'opened'; url: string } | { kind: 'no-account' } | { kind: 'no-customer' }

type SupportRequest = {
  accountId: string
  /** Shown to the account's owners. */
  reason: string
  /** Where the portal links back to. */
  returnUrl: string
}

/**
 * Opens an account's portal for an operator who helps its members. The owners see the reason in their
 * activity. If that cannot be recorded, no URL is returned.
 *
 * @throws {ApiError} NOT_FOUND when Stripe does not know the customer, PAYMENT_ERROR, INTERNAL_ERROR
 */
export async function openSupportPortal(request: SupportRequest): Promise<SupportPortal> {
  const { accountId, reason, returnUrl } = request
  const account = await db().billingAccount.findUnique({
    where: { id: accountId },
    select: { id: true, stripeCustomerId: true, customerStaleAt: true },
  })
  if (!account) return { kind: 'no-account' }
  const customer = account.stripeCustomerId
  if (!customer) return { kind: 'no-customer' }

  const params = portalParams({
    customer,
    input: {},
    settings: env().stripe,
    defaultReturnUrl: returnUrl,
  })
  const url = await recordedSession({
    account: { ...account, stripeCustomerId: customer },
    create: () => createPortalSession(params),
    record: () =>
      recordEvent({
        accountId,
        action: 'portal.support_opened',
        subject: reason,
        by: { kind: 'operator' },
        from: NO_REQUEST,
      }),
  })
  return { kind: 'opened', url }
}
