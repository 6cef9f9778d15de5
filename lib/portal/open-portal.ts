import type { RequestSource } from '../audit/event'
import { recordEvent } from '../audit/recording'
import { authSecret } from '../auth-secret'
import { type Caller, callerName } from '../caller'
import { env } from '../env'
import { stripeIdempotencyKey } from '../limits/idempotency-key'
import { origin } from '../origin'
import { noteOpened } from '../request-context'
import {
  createPortalSession,
  type KeyFor,
  requireOwnSubscription,
  type SessionParams,
} from '../stripe/portal-session'
import type { PortalInput } from './input'
import { portalParams } from './portal-params'
import { recordedSession } from './recorded-session'
import { requirePortalAccount } from './require-portal-account'
import { DEFAULT_RETURN_PATH } from './return-url'

type PortalRequest = {
  caller: Caller
  input: PortalInput
  idempotencyKey: string | null
  from: RequestSource
}

/**
 * Returns the URL of a portal session for a billing account that the caller may manage.
 *
 * The customer comes only from the caller, never from the input. It is not created here: without a customer
 * there is no portal.
 *
 * @returns the URL, which is a credential: it goes into the response and nowhere else
 * @throws {ApiError} FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, IDEMPOTENCY_KEY_REUSE, PAYMENT_ERROR,
 *   INTERNAL_ERROR
 */
export async function openPortal(request: PortalRequest): Promise<string> {
  const { caller, input, idempotencyKey, from } = request
  const account = requirePortalAccount(caller, input.billingAccountId)
  const customer = account.stripeCustomerId
  const settings = env().stripe
  const params = portalParams({
    customer,
    input,
    settings,
    defaultReturnUrl: `${origin()}${DEFAULT_RETURN_PATH}`,
  })
  const keyFor =
    idempotencyKey === null
      ? undefined
      : boundKey(caller, idempotencyKey, [
          customer,
          settings.portalConfiguration ?? '',
          String(settings.linkRecovery),
        ])

  const url = await recordedSession({
    account,
    create: () => createOwnSession(params, input, keyFor),
    record: () => auditOpening(caller, account.id, from),
  })
  noteOpened({ account: account.id, flow: input.flow?.type })
  return url
}

/** Records a session opened by a user. API calls are in the log and in the key's last use. */
async function auditOpening(caller: Caller, accountId: string, from: RequestSource): Promise<void> {
  if (caller.kind === 'api-key') return
  const by = { kind: 'user', userId: caller.userId } as const
  await recordEvent({ accountId, action: 'portal.requested', by, from })
}

async function createOwnSession(
  params: SessionParams,
  { flow }: PortalInput,
  keyFor?: KeyFor,
): Promise<string> {
  if (flow && 'subscription' in flow) await requireOwnSubscription(flow.subscription, params.customer)
  return createPortalSession(params, keyFor)
}

function boundKey(caller: Caller, key: string, serverChosen: readonly string[]): KeyFor {
  const secret = authSecret()
  const now = new Date()
  return (storedFailures) =>
    stripeIdempotencyKey(secret, { caller: callerName(caller), key, serverChosen, storedFailures, now })
}
