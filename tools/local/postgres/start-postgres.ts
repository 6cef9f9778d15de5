import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'
import type { LocalPart } from '../part'
import { initialise } from './initialise'
import { launch } from './launch'
import { occupy, removeIfAbandoned, SHUTDOWN_MS } from './occupy'
import { prepareHome } from './prepare-home'

const TEMPORARY = 'orbitkit-billing-postgres-'

/**
 * The servers of this process by directory, from their start on: the process may end before they are ready.
 */
const servers = new Map<string, Identity | null>()

process.once('exit', () => {
  for (const server of servers.values())
    if (server && identifyProcess(server.pid)?.started === server.started) process.kill(server.pid, 'SIGINT')
})

/**
 * Starts a separate PostgreSQL 18 on a free port of 127.0.0.1. Its files persist between runs. It ends with
 * this process; if the process is killed, the next start ends it.
 *
 * @param o.directory where its files are (for root, what stands for them): deleting it deletes the data. Null
 *   for a database that is deleted when it stops.
 * @param o.port a fixed port, to restart a server at the same address; a free port by default
 * @throws {Error} a message to show: what happened, and what to do
 */
export async function startPostgres(o: { directory: string | null; port?: number }): Promise<LocalPart> {
  const directory = o.directory ? resolve(o.directory) : await makeTemporary()
  const home = prepareHome(directory)
  const noteFile = await occupy(directory)
  const note = (server: Identity | null) => {
    noteFile(server)
    servers.set(directory, server)
  }
  const start = async () => launch(home, await initialise(home), { port: o.port, note })
  const server = await start().catch((error: unknown) => {
    note(null)
    throw error
  })
  return {
    name: 'PostgreSQL',
    address: `127.0.0.1:${server.port}`,
    variables: { DATABASE_URL: server.url },
    async stop() {
      await endProcess(server, 'SIGINT', SHUTDOWN_MS)
      note(null)
      if (!o.directory)
        for (const path of [home.place, directory]) rmSync(path, { recursive: true, force: true })
    },
  }
}

async function makeTemporary(): Promise<string> {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(TEMPORARY)) await removeIfAbandoned(join(tmpdir(), name))
  return mkdtempSync(join(tmpdir(), TEMPORARY))
}
