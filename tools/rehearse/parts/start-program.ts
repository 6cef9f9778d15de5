import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

export type Program = {
  /** Everything printed so far. */
  printed(): string
  /**
   * Asks it to end, and kills it if it has not after `patienceMs`.
   *
   * @returns how long it took, in milliseconds, and whether it had to be killed
   */
  stop(patienceMs?: number): Promise<{ ms: number; killed: boolean }>
}

type Options = {
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  cwd?: string
  uid?: number
  gid?: number
  /** Whether it serves, asked until it does. */
  isReady: () => Promise<boolean>
}

const START_MS = 60_000
const POLL_MS = 25
const STOP_MS = 10_000

/**
 * Starts a program and waits until it serves.
 *
 * @throws {Error} with what it printed, when it ends or does not serve within a minute
 */
export async function startProgram({ command, args, isReady, ...options }: Options): Promise<Program> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
    })
  child.on('error', (error) => {
    printed += error.message
  })
  const started = Date.now()
  while (!(await isReady())) {
    if (isRunning(child) && Date.now() - started < START_MS) {
      await wait(POLL_MS)
      continue
    }
    child.kill('SIGKILL')
    throw new Error(`${command} did not start:\n${printed}`)
  }
  // Another process may answer at its address.
  if (!isRunning(child)) throw new Error(`${command} ended while something else answered:\n${printed}`)
  return { printed: () => printed, stop: (patienceMs = STOP_MS) => stop(child, patienceMs) }
}

async function stop(child: ChildProcess, patienceMs: number): Promise<{ ms: number; killed: boolean }> {
  if (!isRunning(child)) return { ms: 0, killed: false }
  const asked = performance.now()
  let killed = false
  const killing = setTimeout(() => {
    killed = true
    child.kill('SIGKILL')
  }, patienceMs)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  clearTimeout(killing)
  return { ms: performance.now() - asked, killed }
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null
