import { env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { origin } from '@/lib/origin'
import { OperatorError } from './operator-error'

/**
 * The deployment's origin, for a portal to lead back to. A live portal must not lead back to a developer's
 * machine.
 *
 * @throws {OperatorError} when the origin is not set, or is a developer's with a live Stripe key
 */
export function requireOrigin(): string {
  const { appEnv, stripe } = env()
  if (appEnv !== 'production' && isLiveKey(stripe.secretKey))
    throw new OperatorError(
      'The Stripe key is a live one: set APP_ENV=production and APP_URL to the origin that the portal ' +
        'leads back to.',
    )
  try {
    return origin()
  } catch (error) {
    throw new OperatorError(error instanceof Error ? error.message : 'Set APP_URL.', { cause: error })
  }
}
