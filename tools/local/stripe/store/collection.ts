/**
 * Objects of one kind by id, in the order of their creation. An object is replaced, never changed in place, so that what was read
 * before a change can still be compared with what came after.
 */
export class Collection<T extends { id: string }> {
  readonly #objects = new Map<string, T>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  find(id: string): T | null {
    return this.#objects.get(id) ?? null
  }

  /** Adds the object, or replaces the one with its id. */
  put<U extends T>(object: U): U {
    this.#objects.set(object.id, object)
    this.#changed()
    return object
  }

  all(): T[] {
    return [...this.#objects.values()]
  }
}
