import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Collection } from './collection'
import type { Store } from './store'

/** Raised when the shape of the file changes; a file of another format is refused rather than half understood. */
const FORMAT = 1

// Only the frame is checked: the objects were written by this program, with the types of their collections.
const snapshot = z.object({
  format: z.literal(FORMAT),
  origin: z.string().min(1),
  collections: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
})

type AnyCollection = Collection<{ id: string }>

const collectionsOf = (store: Store): [string, AnyCollection][] => [
  ['customers', store.customers],
  ['paymentMethods', store.paymentMethods],
  ['products', store.products],
  ['prices', store.prices],
  ['subscriptions', store.subscriptions],
  ['invoices', store.invoices],
  ['invoiceItems', store.invoiceItems],
  ['configurations', store.configurations],
]

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
    const { collections } = this.#parse(text.replaceAll(`${origin}/`, `${this.#origin}/`))
    for (const [name, collection] of collectionsOf(this.#store)) {
      for (const object of collections[name] ?? []) collection.put(object)
    }
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

  #parse(text: string): z.output<typeof snapshot> {
    try {
      return snapshot.parse(JSON.parse(text))
    } catch (cause) {
      throw new Error(
        `The local Stripe cannot read its state in ${this.#path}. Delete that file to start with an empty account, then seed again.`,
        { cause },
      )
    }
  }

  async #write(path: string): Promise<void> {
    const version = this.#store.version
    const collections = Object.fromEntries(
      collectionsOf(this.#store).map(([name, collection]) => [name, collection.all()]),
    )
    const unfinished = `${path}.${process.pid}.tmp`
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(unfinished, JSON.stringify({ format: FORMAT, origin: this.#origin, collections }), {
      mode: 0o600,
    })
    await rename(unfinished, path)
    this.#savedVersion = version
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
