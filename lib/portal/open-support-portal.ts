import { NO_REQUEST } from '../audit/event'
import { recordEvent } from '../audit/recording'
import { db } from '../db'
import { env } from '../env'
import { createPortalSession } from '../stripe/portal-session'
import { openSession } from './open-session'
import { portalParams } from './portal-params'

export type SupportPortal =
  /** `url` signs its holder in as the customer. */
  { kind: 'opened'; url: string } | { kind: 'no-account' } | { kind: 'no-customer' }

type Support = {
  accountId: string
  /** Why, for the account's owners to read. */
  reason: string
  /** Where the portal leads back to. */
  returnUrl: string
}

/**
 * Opens the portal of an account for an operator who helps its people. The owners see that it was done, and
 * why; when that cannot be recorded, no URL is handed out.
 *
 * @throws {ApiError} NOT_FOUND for a customer that Stripe does not know, PAYMENT_ERROR, INTERNAL_ERROR
 */
export async function openSupportPortal(support: Support): Promise<SupportPortal> {
  const { accountId, reason, returnUrl } = support
  const account = await db().billingAccount.findUnique({
    where: { id: accountId },
    select: { id: true, name: true, stripeCustomerId: true, customerStaleAt: true },
  })
  if (!account) return { kind: 'no-account' }
  const customer = account.stripeCustomerId
  if (!customer) return { kind: 'no-customer' }

  const { portalConfiguration: configuration, linkRecovery } = env().stripe
  const params = portalParams({
    customer,
    input: {},
    configuration,
    linkRecovery,
    defaultReturnUrl: returnUrl,
  })
  const url = await openSession({
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
