import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import pg from 'pg'
import { type Identity, identifyProcess } from '../identify-process'
import { program } from './find-binaries'
import { SUPERUSER } from './initialise'
import { type Home, logPath } from './prepare-home'

const DATABASE = 'orbitkit'

/** Recovery after a crash replays at most a few hundred megabytes. */
const READY_TIMEOUT_MS = 60_000
const POLL_MS = 20

/** Another process can take the free port, and the backends of a killed server take a moment to end. */
const ATTEMPTS = 4
const RETRY_MS = 500

export type Server = Identity & { port: number; url: string }

/**
 * Starts the server on a free port or the given one, waits until it is ready, and creates the database if
 * needed. The caller must have claimed the home.
 *
 * @param o.note called with the server as soon as it runs
 * @throws {Error} a message to show, with the server's last error
 */
export async function launch(
  home: Home,
  password: string,
  o: { port?: number | undefined; note: (server: Identity) => void },
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    // PostgreSQL removes the lock file of a dead server itself, but mistakes any process with that id for the
    // server, even a zombie in a container without an init process. If a backend of the dead server still
    // runs, its shared memory keeps a new server from starting.
    rmSync(join(home.data, 'postmaster.pid'), { force: true })
    const port = o.port ?? (await getPort({ host: '127.0.0.1' }))
    const child = spawnServer(home, port)
    const identity = child.pid ? identifyProcess(child.pid) : null
    if (identity) o.note(identity)
    const credentials = { host: '127.0.0.1', port, user: SUPERUSER, password }
    if (identity && (await becomesReady(child, credentials))) {
      const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`
      return { ...identity, port, url }
    }
    child.kill('SIGKILL')
    if (attempt === ATTEMPTS || !hasEnded(child)) throw new Error(sentence(home))
    await sleep(RETRY_MS)
  }
}

/** Connects until the server is ready: it refuses connections while it starts. */
async function becomesReady(child: ChildProcess, credentials: pg.ClientConfig): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (; !hasEnded(child) && Date.now() < deadline; await sleep(POLL_MS)) {
    const client = new pg.Client({ ...credentials, database: 'postgres' })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
      if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
      return true
    } catch {
      // Not yet.
    } finally {
      await client.end()
    }
  }
  return false
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

function sentence(home: Home): string {
  const lines = readFileSync(logPath(home), 'utf8').trim().split('\n')
  const last = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  const words = last.replace(/^.*?(FATAL|PANIC): +/, '')
  return `PostgreSQL did not start (${words}): see ${logPath(home)}, or set DATABASE_URL.`
}

/** Starts PostgreSQL on 127.0.0.1 and returns without waiting. */
function spawnServer(home: Home, port: number): ChildProcess {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket in /tmp could be left behind.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A file instead of a pipe, so that the server does not depend on the process that started it.
  const log = openSync(logPath(home), 'w', 0o600)
  const child = spawn(program(home.binaries, 'postgres'), ['-D', home.data, ...options], {
    ...home.account,
    cwd: '/',
    env: {} as NodeJS.ProcessEnv,
    // In its own session, so that Ctrl-C reaches only the command, which needs the database until it ends.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}
