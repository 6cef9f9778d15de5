import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import { processUsage, type Usage } from './process-usage'

export type Server = {
  port: number
  /** The endpoint. */
  url: string
  /** Milliseconds from the start of the process to its first successful response. */
  coldStartMs: number
  usage(): Usage | null
  /** Ends it as a crash does. */
  kill(): Promise<void>
}

type Options = {
  /** What Node runs, given the port. */
  args: (port: number) => string[]
  env: Record<string, string>
  /** The headers of a request that succeeds. */
  headers: Record<string, string>
  /** Where its output goes: a file, as in production, so that reading it costs this process nothing. */
  logDirectory: string
}

const READY_MS = 30_000
const POLL_MS = 5

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Starts a server and waits for its first successful response to a portal request.
 *
 * @throws {Error} with its last output, when there is none within 30 s
 */
export async function startServer({ args, env, headers, logDirectory }: Options): Promise<Server> {
  const port = await getPort({ host: '127.0.0.1' })
  const logPath = join(logDirectory, `server-${port}.log`)
  const log = openSync(logPath, 'w', 0o600)
  const started = performance.now()
  const child = spawn(process.execPath, args(port), {
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))

  const url = `http://127.0.0.1:${port}/api/billing-portal`
  while (!(await succeeds(url, headers))) {
    if (child.exitCode === null && performance.now() - started < READY_MS) {
      await sleep(POLL_MS)
      continue
    }
    child.kill('SIGKILL')
    throw new Error(`A server did not start:\n${readFileSync(logPath, 'utf8').slice(-4_000)}`)
  }
  return {
    port,
    url,
    coldStartMs: performance.now() - started,
    usage: () => processUsage(child.pid ?? 0),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const succeeds = (url: string, headers: Record<string, string>) =>
  fetch(url, { method: 'POST', headers }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )
