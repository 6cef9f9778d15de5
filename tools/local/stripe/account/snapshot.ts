import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Store } from './store'

/** Raised when the shape of the file changes; a file of another format is refused rather than half understood. */
const FORMAT = 2

// Only the frame is checked: the objects were written by this program, or are fixtures of any shape.
const contents = z.object({
  format: z.literal(FORMAT),
  origin: z.string().min(1),
  objects: z.array(z.looseObject({ id: z.string(), object: z.string() })),
})

/**
 * Keeps a store in a JSON file that is replaced atomically, so that a crash leaves the last whole state.
 * With `path` null nothing is read or written.
 */
export class Snapshot {
  readonly #store: Store
  readonly #path: string | null
  readonly #origin: string
  #savedVersion = 0
  #writing: Promise<void> = Promise.resolve()
  #queued: Promise<void> | null = null

  constructor(store: Store, path: string | null, origin: string) {
    this.#store = store
    this.#path = path
    this.#origin = origin
  }

  /**
   * Fills the store from the file, if there is one. Links in stored objects move to today's origin, because the port is chosen anew
   * at each start.
   * @throws {Error} when the file is not a snapshot of this format.
   */
  async load(): Promise<void> {
    const text = this.#path === null ? null : await readFile(this.#path, 'utf8').catch(nullWhenMissing)
    if (text === null) return
    const { origin } = this.#parse(text)
    for (const object of this.#parse(text.replaceAll(`${origin}/`, `${this.#origin}/`)).objects)
      this.#store.put(object)
    this.#savedVersion = this.#store.version
  }

  /** Resolves when every change made so far is on disk. Whoever comes while a write runs shares the next one. */
  save(): Promise<void> {
    const path = this.#path
    if (path === null || this.#savedVersion === this.#store.version) return this.#writing
    this.#queued ??= this.#writing
      // A failed write was reported to those who waited for it; the next one tries again.
      .catch(() => {})
      .then(() => {
        this.#queued = null
        this.#writing = this.#write(path)
        return this.#writing
      })
    return this.#queued
  }

  #parse(text: string): z.output<typeof contents> {
    try {
      return contents.parse(JSON.parse(text))
    } catch (cause) {
      throw new Error(
        `The local Stripe cannot read its state in ${this.#path}. Delete that file to start with an empty account, then seed again.`,
        { cause },
      )
    }
  }

  async #write(path: string): Promise<void> {
    const version = this.#store.version
    const state = { format: FORMAT, origin: this.#origin, objects: this.#store.everything() }
    const unfinished = `${path}.${process.pid}.tmp`
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(unfinished, JSON.stringify(state), { mode: 0o600 })
    await rename(unfinished, path)
    this.#savedVersion = version
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
