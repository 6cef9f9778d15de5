import { endpointSections } from './endpoint-sections'
import { guideSections } from './guide-sections'
import type { Reference, ReferenceSettings } from './reference'

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
