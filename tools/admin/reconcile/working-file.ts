import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { OperatorError } from '../operator-error'
import type { Finding, Problem } from './finding'

/** Readable by the owner only, although it holds ids and no address. */
const MODE = 0o600

/** An older plan is not carried out, and an older walk not continued: too much has changed since. */
const MAX_AGE_MS = 24 * 60 * 60 * 1_000

/** A living customer as the file keeps it. `email` is a keyed hash. */
type CustomerRow = { id: string; account: string | null; email: string | null }

/** The lines of a file, in this order. The file is a journal: what is written is never changed. */
type Line =
  | { begun: string; target: string }
  | ({ row: 'customer' } & CustomerRow)
  | { walked: number }
  | ({ row: 'finding' } & Finding)
  | { planned: number; accounts: number }
  /** So many of the plan's changes are made; the last one met a problem, if there is one. */
  | { made: number; met?: Problem }
  | { applied: true }

/** How far the file has come. */
export type Stage = 'walking' | 'walked' | 'planned' | 'applied'

type State = {
  begun: string
  stage: Stage
  /** The numbers of customers, of accounts with a customer, and of changes that are made. */
  customers: number
  accounts: number
  made: number
  /** The customers after which the walk goes on, the last one first: some may be deleted meanwhile. */
  last: readonly string[]
}

/** How many of the last customers are remembered. */
const LAST = 5

/**
 * What `reconcile` remembers between runs. A run that was killed goes on after the last whole line: the walk
 * at its last customer, the plan from its start (it changes nothing), the changes after the last one made.
 */
export type WorkingFile = Readonly<State> & {
  append(...lines: Line[]): Promise<void>
  rows(): AsyncGenerator<CustomerRow>
  findings(): AsyncGenerator<Finding>
  /** The problems that changes met. */
  met(): AsyncGenerator<Problem>
  close(): Promise<void>
}

const header = z.object({ begun: z.iso.datetime(), target: z.string() })

/**
 * Opens a file to go on with, or begins a new one where it is finished or too old.
 *
 * @param target identifies the Stripe account and the database
 * @param beginsAnew whether a file at this stage is replaced
 * @throws {OperatorError} when it cannot be used; the methods throw it when it cannot be read or written
 */
export async function openWorkingFile(
  path: string,
  target: string,
  beginsAnew: (stage: Stage) => boolean,
): Promise<WorkingFile> {
  const handle = await guarded(path, open(path, 'a+', MODE))
  const old = await guarded(path, scan(path, handle, target)).catch(async (error: unknown) => {
    await handle.close()
    throw error
  })
  const isOld = old === null || Date.now() - Date.parse(old.state.begun) > MAX_AGE_MS
  const begun = new Date().toISOString()
  const fresh = { begun, stage: 'walking' as const, customers: 0, accounts: 0, made: 0, last: [] }
  const state: State = isOld || beginsAnew(old.state.stage) ? fresh : old.state
  await guarded(path, handle.truncate(state === fresh ? 0 : (old?.whole ?? 0)))

  async function append(...lines: Line[]) {
    await guarded(path, handle.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
    for (const line of lines) follow(state, line)
  }
  if (state === fresh) await append({ begun, target })
  const lines = () => read(path)
  return Object.assign(state, {
    append,
    async *rows() {
      for await (const line of lines()) {
        if ('walked' in line) return
        if ('row' in line && line.row === 'customer') yield line
      }
    },
    async *findings() {
      for await (const line of lines()) if ('row' in line && line.row === 'finding') yield line
    },
    async *met() {
      for await (const line of lines()) if ('met' in line && line.met) yield line.met
    },
    close: () => handle.close(),
  })
}

/** Null for an empty file. `whole` is how many bytes of it are kept. */
async function scan(
  path: string,
  handle: FileHandle,
  target: string,
): Promise<{ state: State; whole: number } | null> {
  const { size } = await handle.stat()
  let state: State | null = null
  let [bytes, whole] = [0, 0]
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    bytes += Buffer.byteLength(text) + 1
    // The last line of a killed run.
    if (bytes > size) break
    if (!state) {
      const first = parsed(text, header)
      if (!first)
        throw new OperatorError(`${path} is not a file of this command: name another one with --file.`)
      if (first.target !== target)
        throw new OperatorError(
          `${path} belongs to another Stripe key or database: name another file with --file.`,
        )
      state = { begun: first.begun, stage: 'walking', customers: 0, accounts: 0, made: 0, last: [] }
    } else {
      follow(state, JSON.parse(text) as Line)
    }
    // A plan that is not complete is made again.
    if (state.stage !== 'walked' || text.startsWith('{"walked"')) whole = bytes
  }
  return state && { state, whole }
}

function follow(state: State, line: Line): void {
  if ('row' in line && line.row === 'customer') {
    state.customers++
    state.last = [line.id, ...state.last].slice(0, LAST)
  }
  if ('walked' in line) state.stage = 'walked'
  if ('planned' in line) Object.assign(state, { stage: 'planned', accounts: line.accounts })
  if ('made' in line) state.made = line.made
  if ('applied' in line) state.stage = 'applied'
}

async function* read(path: string): AsyncGenerator<Line> {
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    yield JSON.parse(text) as Line
}

function parsed<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function guarded<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new OperatorError(
      `${path} cannot be used (${error.message}): free some space, or name another file with --file.`,
      { cause: error },
    )
  }
}
