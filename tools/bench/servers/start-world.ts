import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { startPostgres } from '@/tools/local/postgres/start-postgres'
import { SETTINGS } from '@/tools/local/run/given-settings'
import type { Headers } from '../load/load'
import { nextStart } from './build'
import { FLOOR } from './floor'
import { startProgram } from './start-program'
import { type Server, startServer } from './start-server'

/** What all rungs share: a PostgreSQL of this run alone, and something that takes Stripe's time. */
export type World = {
  /** Creates and migrates a database, and returns its URL. */
  createDatabase(name: string): Promise<string>
  setStripeLatency(latencyMs: number): Promise<void>
  startPlain(): Promise<Server>
  startFloor(): Promise<Server>
  /** Starts the app. `env` adds to its settings, or replaces them. */
  startOurs(databaseUrl: string, headers: Headers, env?: Record<string, string>): Promise<Server>
  stop(): Promise<void>
}

/** The most that the app accepts. Each run also has many callers, so that no limit is reached. */
const RATE_LIMIT = '100000'

export async function startWorld(): Promise<World> {
  const [postgres, stripe] = await Promise.all([
    startPostgres({ directory: null }),
    startProgram('stripe-target'),
  ])
  const logDirectory = await mkdtemp(join(tmpdir(), 'orbitkit-bench-'))
  const server = String(postgres.variables.DATABASE_URL)
  const env = {
    ...Object.fromEntries(SETTINGS.map((name) => [name, ''])),
    APP_ENV: 'local',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    // Nobody signs in here, but an app with no way to sign in does not start.
    EMAIL_SERVER: 'smtp://127.0.0.1:25',
    EMAIL_FROM: 'billing@example.com',
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_API_BASE_URL: `http://127.0.0.1:${stripe.port}`,
    RATE_LIMIT_PER_MINUTE: RATE_LIMIT,
  }
  return {
    async createDatabase(name) {
      const client = new pg.Client(server)
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
      const args = ['node_modules/prisma/build/index.js', 'migrate', 'deploy']
      await promisify(execFile)(process.execPath, args, {
        env: { ...process.env, ...env, DATABASE_URL: url },
      })
      return url
    },
    setStripeLatency: (latencyMs) => stripe.tell({ latencyMs }),
    startPlain: () =>
      startServer({ args: () => ['tools/bench/programs/plain-server.mjs'], env, headers: {}, logDirectory }),
    startFloor: () => startServer({ args: nextStart(FLOOR), env, headers: {}, logDirectory }),
    startOurs: (databaseUrl, headers, changes = {}) =>
      startServer({
        args: nextStart('.'),
        env: { ...env, DATABASE_URL: databaseUrl, ...changes },
        headers,
        logDirectory,
      }),
    async stop() {
      await Promise.all([postgres.stop(), stripe.stop(), rm(logDirectory, { recursive: true })])
    },
  }
}
