import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The run that is up in a directory: who it is, where it answers, and what the next start has to end if it was killed. */
export type RunState = {
  pid: number
  started: string
  port: number
  token: string
  /** See RUN_MARK. */
  mark: string
  command?: { pid: number; started: string }
}

const pathIn = (directory: string) => join(directory, 'run.json')

/** Null when there is none, or a crash left half of one. */
export function readState(directory: string): RunState | null {
  try {
    return JSON.parse(readFileSync(pathIn(directory), 'utf8')) as RunState
  } catch {
    return null
  }
}

/** @returns whether this run is now the one; false when another was faster. A file appears whole or not at all. */
export function createState(directory: string, state: RunState): boolean {
  const draft = writeDraft(directory, state)
  try {
    linkSync(draft, pathIn(directory))
    return true
  } catch {
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

export function replaceState(directory: string, state: RunState): void {
  renameSync(writeDraft(directory, state), pathIn(directory))
}

/** Removes one run's state, and no other's that has taken its place. */
export function removeState(directory: string, token: string | undefined): void {
  if (readState(directory)?.token === token) rmSync(pathIn(directory), { force: true })
}

function writeDraft(directory: string, state: RunState): string {
  const draft = `${pathIn(directory)}.${state.pid}`
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 })
  return draft
}
