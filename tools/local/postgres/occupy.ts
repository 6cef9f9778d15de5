import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

type Occupancy = { owner: Identity | null; server?: Identity }

const FILE = 'occupied.json'

/**
 * A fast shutdown disconnects everybody and writes a checkpoint; it takes well under a second on an idle
 * machine.
 */
export const SHUTDOWN_MS = 10_000

/**
 * Takes a database's home for this process, and ends the server that a killed one left in it.
 *
 * @returns a function that notes the server that is started here; null gives the home up
 * @throws {Error} a sentence to show, when a running process has it
 */
export async function occupy(directory: string): Promise<(server: Identity | null) => void> {
  const path = join(directory, FILE)
  const { owner, server } = readOccupancy(path)
  if (owner && isRunning(owner))
    throw new Error(
      `The database in ${directory} is being used by process ${owner.pid}: wait until it has ended, or ` +
        `use another directory.`,
    )
  await endProcess(server, 'SIGINT', SHUTDOWN_MS)
  const write = (state: Occupancy) => writeFileSync(path, JSON.stringify(state), { mode: 0o600 })
  const self = identifyProcess(process.pid)
  write({ owner: self })
  return (started) => (started ? write({ owner: self, server: started }) : rmSync(path, { force: true }))
}

/**
 * Removes a temporary home whose owner was killed. One that nobody has taken yet is somebody's who is just
 * starting.
 */
export async function removeIfAbandoned(directory: string): Promise<void> {
  const { owner, server } = readOccupancy(join(directory, FILE))
  if (!owner || isRunning(owner)) return
  await endProcess(server, 'SIGINT', SHUTDOWN_MS)
  rmSync(directory, { recursive: true, force: true })
}

const isRunning = ({ pid, started }: Identity) => identifyProcess(pid)?.started === started

function readOccupancy(path: string): Occupancy {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Occupancy
  } catch {
    return { owner: null }
  }
}
