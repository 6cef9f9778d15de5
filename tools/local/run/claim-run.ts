import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

/** A run's state, as stored in its file. */
type RunState = {
  run: Identity
  /** Set while other runs may join. */
  variables?: Record<string, string> | undefined
  /** The process that the next start must end if this run was killed. */
  command?: Identity
}

/** The right to start parts in a directory. */
export type Lead = {
  kind: 'lead'
  /** Records what other runs need to know. Undefined variables stop others from joining. */
  note(change: Omit<Partial<RunState>, 'run'>): void
}

export type Claim = Lead | { kind: 'join'; variables: Record<string, string> }

const POLL_MS = 100

/**
 * Decides whether this run starts the parts of a directory or joins the run that has. Two runs cannot share
 * one database's files, and two sets of parts would show different accounts in the browser and on the command
 * line.
 *
 * The first run's file, readable only by its owner, identifies the run and, once it is ready, holds its
 * variables. This function waits for a run that is starting or stopping. It ends the command of a killed run;
 * the database of a killed run ends when it is next started.
 */
export async function claimRun(directory: string): Promise<Claim> {
  const path = join(directory, 'run.json')
  const self = identifyProcess(process.pid)
  if (!self) throw new Error('This process cannot identify itself: make /proc readable, or install ps.')
  let state: RunState = { run: self }
  for (let waits = 0; !create(path, state); waits++) {
    const other = read(path)
    if (other?.variables && isRunning(other)) return { kind: 'join', variables: other.variables }
    if (other && isRunning(other)) {
      if (waits === 0)
        console.error(`Waiting for process ${other.run.pid}, which is starting or stopping local parts`)
      await sleep(POLL_MS)
      continue
    }
    await endProcess(other?.command, 'SIGTERM', 5_000)
    if (read(path)?.run.pid === other?.run.pid) rmSync(path, { force: true })
  }
  // Runs however this process ends, unless it is killed.
  process.once('exit', () => rmSync(path, { force: true }))
  return {
    kind: 'lead',
    note(change) {
      state = { ...state, ...change }
      renameSync(writeDraft(path, state), path)
    },
  }
}

const isRunning = ({ run }: RunState) => identifyProcess(run.pid)?.started === run.started

function read(path: string): RunState | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunState
  } catch {
    return null
  }
}

/** @returns false if the file already exists. The file appears entirely or not at all. */
function create(path: string, state: RunState): boolean {
  const draft = writeDraft(path, state)
  try {
    linkSync(draft, path)
    return true
  } catch {
    return false
  } finally {
    rmSync(draft)
  }
}

function writeDraft(path: string, state: RunState): string {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 })
  return draft
}
