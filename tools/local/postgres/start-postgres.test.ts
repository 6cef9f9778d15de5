import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalPart } from '../part'
import { listProcesses } from '../processes/list-processes.mjs'
import { startPostgres } from './start-postgres'

let directory: string
const started: LocalPart[] = []
const holders: ChildProcess[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'orbitkit-postgres-test-'))
})

afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
  for (const part of started.splice(0)) await part.stop()
  rmSync(directory, { recursive: true, force: true })
})

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

/** Another process that has started the database of `directory` and holds it. */
async function hold(): Promise<ChildProcess & { url: string; server: number }> {
  const script = `
    import { startPostgres } from './tools/local/postgres/start-postgres.ts'
    const { variables } = await startPostgres({ directory: ${JSON.stringify(directory)} })
    process.send(variables.DATABASE_URL)
    setInterval(() => {}, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  holders.push(child)
  const [url] = (await once(child, 'message')) as [string]
  const server = childrenOf(child.pid).find(({ command }) => command.includes('postgres'))?.pid ?? 0
  return Object.assign(child, { url, server })
}

const childrenOf = (parent: number | undefined) => listProcesses().filter((one) => one.parent === parent)
const runs = (pid: number) => listProcesses().some((one) => one.pid === pid)

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

test('ends with the process that started it, even when that is killed', async () => {
  const holder = await hold()
  await query(holder.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  expect(runs(holder.server)).toBe(true)
  holder.kill('SIGKILL')
  await vi.waitUntil(() => !runs(holder.server), 10_000)
  const next = await start()
  expect(await query(next.variables.DATABASE_URL, 'SELECT * FROM kept')).toEqual([{ answer: 42 }])
})

test('takes over from a server that lost everybody who looked after it', async () => {
  const holder = await hold()
  await query(holder.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const guardian = childrenOf(holder.pid).find(({ command }) => command.includes('guardian.mjs'))
  process.kill(guardian?.pid ?? 0, 'SIGKILL')
  holder.kill('SIGKILL')
  await vi.waitUntil(() => holder.signalCode !== null)
  expect(runs(holder.server)).toBe(true)
  const next = await start()
  expect(runs(holder.server)).toBe(false)
  expect(await query(next.variables.DATABASE_URL, 'SELECT * FROM kept')).toEqual([{ answer: 42 }])
})

test('starts again after the server itself was killed', async () => {
  const holder = await hold()
  await query(holder.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(holder.server, 'SIGKILL')
  holder.kill('SIGKILL')
  await vi.waitUntil(() => holder.signalCode !== null)
  const next = await start()
  expect(await query(next.variables.DATABASE_URL, 'SELECT * FROM kept')).toEqual([{ answer: 42 }])
})

test('refuses a directory that another process uses, and leaves that one alone', async () => {
  const holder = await hold()
  await expect(startPostgres({ directory })).rejects.toThrow(`is being used by process ${holder.pid}: wait`)
  expect(await query(holder.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('starts afresh when its directory was deleted', async () => {
  const first = await start()
  await query(first.variables.DATABASE_URL, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  rmSync(directory, { recursive: true })
  const second = await start()
  await expect(query(second.variables.DATABASE_URL, 'SELECT * FROM kept')).rejects.toThrow('does not exist')
})

test('leaves no file behind when it was given no directory', async () => {
  const part = await start({ directory: null })
  const rows = await query(part.variables.DATABASE_URL, 'SHOW data_directory')
  const { data_directory: data } = rows[0] as { data_directory: string }
  expect(existsSync(data)).toBe(true)
  await part.stop()
  expect(existsSync(data)).toBe(false)
})
