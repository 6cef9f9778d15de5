import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProcess, isRunning } from '../processes/list-processes.mjs'

type Claimant = { pid: number; started: string }

/**
 * Claims a database's home for this process, so that a server found on it is known to be either another's or an orphan.
 *
 * @returns a function that gives the claim up
 * @throws {Error} a sentence to show, when a running process has claimed it
 */
export function claim(directory: string): () => void {
  const path = join(directory, 'claim.json')
  const self: Claimant = { pid: process.pid, started: findProcess(process.pid)?.started ?? '' }
  try {
    writeFileSync(path, JSON.stringify(self), { flag: 'wx', mode: 0o600 })
  } catch {
    const other = readClaimant(path)
    if (other && isRunning(other)) {
      throw new Error(
        `The database in ${directory} is being used by process ${other.pid}: wait until it has ended, or use another directory.`,
      )
    }
    writeFileSync(path, JSON.stringify(self), { mode: 0o600 })
  }
  return () => rmSync(path, { force: true })
}

/** Null when the file is gone by now, or was left half written by a crash. */
function readClaimant(path: string): Claimant | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Claimant
  } catch {
    return null
  }
}
