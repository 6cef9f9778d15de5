import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { guard } from '../guardian/guard'
import type { LocalPart } from '../part'
import { endProcesses } from '../processes/end-processes.mjs'
import { findProcess } from '../processes/list-processes.mjs'
import { claim } from './claim'
import { findPostmaster } from './find-postmaster'
import { initialise } from './initialise'
import { launch } from './launch'
import { prepareHome } from './prepare-home'

/** A fast shutdown disconnects everybody and writes a checkpoint; it takes well under a second on an idle machine. */
const SHUTDOWN_MS = 10_000

/**
 * Starts a PostgreSQL 18 of its own on a free port of 127.0.0.1. Its files stay between runs; a server that a killed run left
 * behind is stopped first. It ends with this process, however that ends.
 *
 * @param o.directory where its files are, or for a root user what stands for them: deleting it deletes the data. Null for
 *   a database that is deleted when it is stopped.
 * @param o.port where to listen, for a server that comes back where it was; a free port unless given
 * @throws {Error} one sentence to show: what happened, and what to do
 */
export async function startPostgres(o: { directory: string | null; port?: number }): Promise<LocalPart> {
  const directory = o.directory
    ? resolve(o.directory)
    : mkdtempSync(join(tmpdir(), 'orbitkit-billing-postgres-'))
  const home = prepareHome(directory)
  const release = claim(directory)
  try {
    await stop(findPostmaster(home.data))
    const server = await launch(home, await initialise(home), o.port)
    const postmaster = findProcess(server.pid)
    const temporary = o.directory ? [] : [home.place, directory]
    const forget = postmaster
      ? guard({ ...postmaster, signal: 'SIGINT', tree: false, paths: temporary })
      : () => {}
    return {
      name: 'PostgreSQL',
      address: `127.0.0.1:${server.port}`,
      variables: { DATABASE_URL: server.url },
      async stop() {
        await stop(postmaster)
        forget()
        release()
        for (const path of temporary) rmSync(path, { recursive: true, force: true })
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

async function stop(postmaster: { pid: number; started: string } | null): Promise<void> {
  if (!postmaster) return
  const find = () => (findProcess(postmaster.pid)?.started === postmaster.started ? [postmaster] : [])
  await endProcesses(find, { signal: 'SIGINT', graceMs: SHUTDOWN_MS })
}
