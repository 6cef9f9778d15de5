import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

type Occupancy = { owner: Identity | null; server?: Identity }

const FILE = 'occupied.json'

/** A fast shutdown disconnects all clients and writes a checkpoint, usually well under a second. */
export const SHUTDOWN_MS = 10_000

/**
 * Claims a database's home for this process, and ends a server that a killed process left in it.
 *
 * @returns a function that records the server started here; null releases the home
 * @throws {Error} a message to show, if a running process uses the home
 */
export async function occupy(directory: string): Promise<(server: Identity | null) => void> {
  const path = join(directory, FILE)
  const { owner, server } = readOccupancy(path)
  if (owner && isRunning(owner))
    throw new Error(
      `The database in ${directory} is being used by process ${owner.pid}: wait until it has ended, or ` +
        `use another directory with LOCAL_DIRECTORY.`,
    )
  await endProcess(server, 'SIGINT', SHUTDOWN_MS)
  // Renamed into place: whoever reads half a file would take the database for free.
  const write = (state: Occupancy) => {
    writeFileSync(`${path}.draft`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${path}.draft`, path)
  }
  const self = identifyProcess(process.pid)
  write({ owner: self })
  return (started) => (started ? write({ owner: self, server: started }) : rmSync(path, { force: true }))
}

/** Removes a temporary home whose owner was killed. An unclaimed one may belong to a starting process. */
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
