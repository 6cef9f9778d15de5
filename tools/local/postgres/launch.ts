import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from '../find-free-port'
import { removeStaleLock } from './find-postmaster'
import { SUPERUSER } from './initialise'
import { type Home, logPath } from './prepare-home'
import { spawnServer } from './spawn-server'

const DATABASE = 'orbitkit'

/** Recovery after a crash replays some hundred megabytes at most. */
const READY_TIMEOUT_MS = 60_000
const POLL_MS = 20

/** A free port can be lost to somebody else, and the backends of a killed server take a moment to notice. */
const ATTEMPTS = 4
const RETRY_MS = 500

export type Server = { pid: number; port: number; url: string }

/**
 * Starts the server, on a free port unless one is given, and waits until it answers, with an empty database if there was none.
 * @throws {Error} a sentence to show, with the server's last words
 */
export async function launch(home: Home, password: string, fixedPort?: number): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    removeStaleLock(home.data)
    const port = fixedPort ?? (await findFreePort())
    const child = spawnServer(home, port)
    const credentials = { host: '127.0.0.1', port, user: SUPERUSER, password }
    if (child.pid && (await becomesReady(child, credentials))) {
      const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`
      return { pid: child.pid, port, url }
    }
    child.kill('SIGKILL')
    if (attempt === ATTEMPTS || !hasEnded(child)) throw new Error(sentence(home))
    await sleep(RETRY_MS)
  }
}

async function becomesReady(child: ChildProcess, credentials: pg.ClientConfig): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (!hasEnded(child) && Date.now() < deadline) {
    try {
      await ensureDatabase(credentials)
      return true
    } catch {
      await sleep(POLL_MS)
    }
  }
  return false
}

/** Connecting is also how readiness is found out: the server refuses while it starts. */
async function ensureDatabase(credentials: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...credentials, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

function sentence(home: Home): string {
  const lines = readFileSync(logPath(home), 'utf8').trim().split('\n')
  const last = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  const words = last.replace(/^.*?(FATAL|PANIC): +/, '')
  return `PostgreSQL did not start (${words}): see ${logPath(home)}, or set DATABASE_URL.`
}
