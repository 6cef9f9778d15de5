import type { Kinds } from '../wire'

export type StripeObject = { id: string; object: string; customer?: unknown }

/**
 * Everything that survives a restart: the objects of a Stripe account by id, in creation order. Objects are
 * replaced, never mutated, so that an update can be compared with the previous version.
 */
export class Store {
  /** Counts changes. */
  version = 0
  readonly #objects = new Map<string, StripeObject>()

  /** The object of a kind with this id. Null and other values that are not an id find nothing. */
  find<Kind extends keyof Kinds>(kind: Kind, id: unknown): Kinds[Kind] | null {
    const found = this.findAny(id)
    return found?.object === kind ? (found as Kinds[Kind]) : null
  }

  findAny(id: unknown): StripeObject | null {
    return (typeof id === 'string' && this.#objects.get(id)) || null
  }

  /** Adds the object, or replaces the one with its id. */
  put<T extends StripeObject>(object: T): T {
    this.#objects.set(object.id, object)
    this.version += 1
    return object
  }

  all<Kind extends keyof Kinds>(kind: Kind): Kinds[Kind][] {
    return this.everything().filter(({ object }) => object === kind) as Kinds[Kind][]
  }

  /** The objects of a kind that belong to this customer. */
  ownedBy(customer: unknown, kind: string): StripeObject[] {
    return this.everything().filter((each) => each.object === kind && each.customer === customer)
  }

  everything(): StripeObject[] {
    return [...this.#objects.values()]
  }
}
