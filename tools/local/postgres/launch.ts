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

/** Recovery after a crash replays some hundred megabytes at most. */
const READY_TIMEOUT_MS = 60_000
const POLL_MS = 20

/** A free port can be lost to somebody else, and the backends of a killed server take a moment to notice. */
const ATTEMPTS = 4
const RETRY_MS = 500

export type Server = Identity & { port: number; url: string }

/**
 * Starts the server, on a free port unless one is given, and waits until it answers, with an empty database
 * if there was none. Nobody else may have the home.
 *
 * @param o.note told the server as soon as it runs
 * @throws {Error} a sentence to show, with the server's last words
 */
export async function launch(
  home: Home,
  password: string,
  o: { port?: number | undefined; note: (server: Identity) => void },
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    // PostgreSQL removes the lock file of a dead server itself, but takes any process of that id for its own,
    // also one that nobody collects, as in a container without an init process. Should a backend of the dead
    // server still be at work, its shared memory keeps a new server from starting.
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

/** Connecting is how readiness is found out: the server refuses while it starts. */
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

/** Starts PostgreSQL on 127.0.0.1, and does not wait for anything. */
function spawnServer(home: Home, port: number): ChildProcess {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket in /tmp would be one more thing to leave behind.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A file and not a pipe: the server must not depend on whoever started it.
  const log = openSync(logPath(home), 'w', 0o600)
  const child = spawn(program(home.binaries, 'postgres'), ['-D', home.data, ...options], {
    ...home.account,
    cwd: '/',
    env: {} as NodeJS.ProcessEnv,
    // In a session of its own: Ctrl-C is for the command, which still needs the database while it ends.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}
