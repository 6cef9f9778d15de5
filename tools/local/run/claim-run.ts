import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

/** A run as its file tells it. */
type RunState = {
  run: Identity
  /** There while others may join. */
  variables?: Record<string, string> | undefined
  /** What the next start has to end if the run was killed. */
  command?: Identity
}

/** The right to start parts in a directory. */
export type Lead = {
  kind: 'lead'
  /** Notes what others should know; undefined variables let nobody join any more. */
  note(change: Omit<Partial<RunState>, 'run'>): void
}

export type Claim = Lead | { kind: 'join'; variables: Record<string, string> }

const POLL_MS = 100

/**
 * Decides whether this run starts the parts of a directory or joins a run that has: two runs on one
 * database's files are impossible, and two sets of parts would show other accounts in the browser than on the
 * command line.
 *
 * The first run's file, which its owner alone can read, says who it is and, once it is ready, its variables.
 * A run that is starting or stopping is waited for. What a killed run left behind is ended here; its database
 * is, when it is started.
 */
export async function claimRun(directory: string): Promise<Claim> {
  const path = join(directory, 'run.json')
  const self = identifyProcess(process.pid)
  if (!self) throw new Error('This process cannot find itself: are /proc or ps missing?')
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
  // However this process ends, other than by being killed.
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

/** @returns false when there is a file already. It appears whole or not at all. */
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
