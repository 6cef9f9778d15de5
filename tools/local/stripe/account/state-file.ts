import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Store } from './store'

// Rejects a file of another format. Only the outer structure is checked, because fixtures can have any shape.
const contents = z.object({
  format: z.literal(2),
  origin: z.string().min(1),
  objects: z.array(z.looseObject({ id: z.string(), object: z.string() })),
})

/** Stores an account in a JSON file that is replaced atomically, so a crash leaves a complete state. */
export class StateFile {
  #savedVersion = 0

  constructor(
    private readonly store: Store,
    /** Null stores nothing. */
    private readonly path: string | null,
    private readonly origin: string,
  ) {}

  /**
   * Loads the account. Rewrites links in its objects to the current origin, because each start chooses a new
   * port.
   * @throws {Error} if the file has another format
   */
  load(): void {
    if (this.path === null || !existsSync(this.path)) return
    const text = readFileSync(this.path, 'utf8')
    try {
      const { origin } = contents.parse(JSON.parse(text))
      const { objects } = contents.parse(JSON.parse(text.replaceAll(`${origin}/`, `${this.origin}/`)))
      for (const object of objects) this.store.put(object)
    } catch (cause) {
      const todo = 'Delete that file to start with an empty account, then seed again.'
      throw new Error(`The local Stripe cannot read its state in ${this.path}. ${todo}`, { cause })
    }
    this.#savedVersion = this.store.version
  }

  /** Writes changes to the file. */
  save(): void {
    if (this.path === null || this.#savedVersion === this.store.version) return
    this.#savedVersion = this.store.version
    const unfinished = `${this.path}.${process.pid}.tmp`
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
    const state = { format: 2, origin: this.origin, objects: this.store.everything() }
    writeFileSync(unfinished, JSON.stringify(state), { mode: 0o600 })
    renameSync(unfinished, this.path)
  }
}
