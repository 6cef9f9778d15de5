import { env } from '@/lib/env'
import { docsUrl, origin } from '@/lib/origin'
import { endpointSections } from './endpoint-sections'
import { guideSections } from './guide-sections'
import type { Reference, ReferenceSettings } from './reference'

/** The reference of this deployment. */
export function ownReference(): Reference {
  const { rateLimitPerMinute } = env().api
  return buildReference({ origin: origin(), docsUrl: docsUrl(), rateLimitPerMinute })
}

/** Builds the reference. Fields, headers and errors come from the OpenAPI document. */
export function buildReference(settings: ReferenceSettings): Reference {
  return {
    title: 'Create billing portal session',
    summary:
      'Returns a Stripe Billing Portal URL where the user can view invoice history and manage payment ' +
      'methods.',
    request: { method: 'POST', url: `${settings.origin}/api/billing-portal` },
    sections: [...endpointSections(settings), ...guideSections(settings)],
  }
}
