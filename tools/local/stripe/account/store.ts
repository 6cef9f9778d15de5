import type { Kinds } from '../wire'

export type StripeObject = { id: string; object: string }

/**
 * All that outlives a restart: the objects of a Stripe account by id, in the order of their creation. An object is replaced, never changed
 * in place, so that what was read before a change can still be compared with what came after.
 */
export class Store {
  /** Counts changes, so that a snapshot is written only when there is something new. */
  version = 0
  readonly #objects = new Map<string, StripeObject>()

  /** The object of that kind with this id. What is no id, such as null or an expanded object, finds nothing. */
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

  /** The objects of any kind that name this customer as theirs. */
  ownedBy(customer: unknown, kind: string): StripeObject[] {
    return this.everything().filter(
      (object) => object.object === kind && 'customer' in object && object.customer === customer,
    )
  }

  everything(): StripeObject[] {
    return [...this.#objects.values()]
  }
}
