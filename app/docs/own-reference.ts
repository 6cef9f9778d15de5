import { env } from '@/lib/env'
import { docsUrl, origin } from '@/lib/origin'
import { buildReference } from './build-reference'

/** The reference of this deployment. */
export function ownReference() {
  const { rateLimitPerMinute } = env().api
  return buildReference({ origin: origin(), docsUrl: docsUrl(), rateLimitPerMinute })
}
