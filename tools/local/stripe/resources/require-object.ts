import { resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { Kinds } from '../wire'

/** Stripe's names for kinds in its error for a missing object. */
const WORDS: Partial<Record<keyof Kinds, string>> = {
  'billing_portal.configuration': 'configuration',
  payment_method: 'PaymentMethod',
}

/**
 * Returns the object of a kind with an id, unless it is deleted.
 * @param param the parameter that named it; "id" when the path did
 * @throws {StripeError} `resource_missing`
 */
export function requireObject<Kind extends keyof Kinds>(
  { store }: LocalStripe,
  kind: Kind,
  id: string,
  param = 'id',
): Exclude<Kinds[Kind], { deleted: true }> {
  const found = store.find(kind, id)
  if (!found || ('deleted' in found && found.deleted)) throw resourceMissing(WORDS[kind] ?? kind, id, param)
  return found as Exclude<Kinds[Kind], { deleted: true }>
}
