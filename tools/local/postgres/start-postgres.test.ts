import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { identifyProcess } from '../identify-process'
import type { LocalPart } from '../part'
import { startPostgres } from './start-postgres'

// A test that times out leaves the directory in use for those after it.
vi.setConfig({ testTimeout: 90_000 })

/** One for all tests, since making a database takes longer than most of them. */
const directory = mkdtempSync(join(tmpdir(), 'orbitkit-postgres-test-'))
const started: LocalPart[] = []
const holders: ChildProcess[] = []

afterEach(async () => {
  for (const holder of holders.splice(0)) await end(holder)
  for (const part of started.splice(0)) await part.stop()
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

async function start(options: { directory: string | null } = { directory }) {
  const part = await startPostgres(options)
  started.push(part)
  return part
}

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/**
 * Another process that has started the database of `directory` and holds it, until it is told to end by
 * itself.
 */
async function hold(of: string | null = directory): Promise<ChildProcess & { url: string; server: number }> {
  const script = `
    import { startPostgres } from './tools/local/postgres/start-postgres.ts'
    const { variables } = await startPostgres({ directory: ${JSON.stringify(of)} })
    process.once('message', () => process.exit())
    process.send(variables.DATABASE_URL)
    setInterval(() => {}, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  holders.push(child)
  const [url] = (await once(child, 'message')) as [string]
  const [row] = (await query(
    url,
    "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS pid",
  )) as [{ pid: string }]
  return Object.assign(child, { url, server: Number(row.pid) })
}

/** Lets a holder that still runs end by itself, and its server with it. */
async function end(holder: ChildProcess) {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  if (holder.connected) holder.send('end')
  await once(holder, 'exit')
}

async function kill(holder: ChildProcess) {
  holder.kill('SIGKILL')
  await vi.waitUntil(() => holder.signalCode !== null)
}

const runs = (pid: number) => identifyProcess(pid) !== null

test('keeps what is written between runs', async () => {
  const first = await start()
  await query(first.variables.DATABASE_URL, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  const second = await start()
  expect(await query(second.variables.DATABASE_URL, 'SELECT * FROM kept')).toEqual([{ answer: 42 }])
})

test('listens on loopback alone and asks for the password', async () => {
  const { variables } = await start()
  const url = new URL(variables.DATABASE_URL ?? '')
  const settings = 'listen_addresses unix_socket_directories'.split(' ')
  for (const [index, value] of ['127.0.0.1', ''].entries()) {
    expect(await query(url.href, `SHOW ${settings[index]}`)).toEqual([{ [settings[index] ?? '']: value }])
  }
  url.password = 'another'
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
})

test('ends with the process that started it', async () => {
  const holder = await hold()
  holder.send('end')
  await vi.waitUntil(() => !runs(holder.server), 10_000)
})

test('ends a server whose process was killed before it starts another on its files', async () => {
  const holder = await hold()
  await query(holder.url, 'CREATE TABLE kept_by_server AS SELECT 42 AS answer')
  await kill(holder)
  expect(runs(holder.server)).toBe(true)
  const next = await start()
  expect(runs(holder.server)).toBe(false)
  expect(await query(next.variables.DATABASE_URL, 'SELECT * FROM kept_by_server')).toEqual([{ answer: 42 }])
})

test('never ends another process that was given the id of a server on file', async () => {
  const holder = await hold()
  await kill(holder)
  process.kill(holder.server, 'SIGKILL')
  const file = join(directory, 'occupied.json')
  const state = JSON.parse(readFileSync(file, 'utf8'))
  const innocent = spawn('sleep', ['60'])
  writeFileSync(file, JSON.stringify({ ...state, server: { ...state.server, pid: innocent.pid } }))
  await start()
  expect(runs(innocent.pid ?? 0)).toBe(true)
  innocent.kill()
})

test('starts again after the server itself was killed', async () => {
  const holder = await hold()
  await query(holder.url, 'CREATE TABLE kept_on_disk AS SELECT 42 AS answer')
  process.kill(holder.server, 'SIGKILL')
  await kill(holder)
  const next = await start()
  expect(await query(next.variables.DATABASE_URL, 'SELECT * FROM kept_on_disk')).toEqual([{ answer: 42 }])
})

test('refuses a directory that another process uses, and leaves that one alone', async () => {
  const holder = await hold()
  await expect(startPostgres({ directory })).rejects.toThrow(`is being used by process ${holder.pid}: wait`)
  expect(await query(holder.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('starts afresh when its directory was deleted', async () => {
  const first = await start()
  await query(first.variables.DATABASE_URL, 'CREATE TABLE deleted AS SELECT 42 AS answer')
  await first.stop()
  rmSync(directory, { recursive: true })
  const second = await start()
  await expect(query(second.variables.DATABASE_URL, 'SELECT * FROM deleted')).rejects.toThrow(
    'does not exist',
  )
})

test('leaves no file behind when it was given no directory', async () => {
  const part = await start({ directory: null })
  const rows = await query(part.variables.DATABASE_URL, 'SHOW data_directory')
  const { data_directory: data } = rows[0] as { data_directory: string }
  expect(existsSync(data)).toBe(true)
  await part.stop()
  expect(existsSync(data)).toBe(false)
})

test('clears up after a killed process whose database was to be deleted', async () => {
  const holder = await hold(null)
  const [row] = (await query(holder.url, 'SHOW data_directory')) as [{ data_directory: string }]
  await kill(holder)
  await start({ directory: null })
  expect(runs(holder.server)).toBe(false)
  await start()
  expect(existsSync(row.data_directory)).toBe(false)
})
