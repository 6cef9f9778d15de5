import { setTimeout as sleep } from 'node:timers/promises'
import { type Identity, identifyProcess } from './identify-process'

const POLL_MS = 25

/** A killed process ends at once unless it waits for a disk. */
const KILL_MS = 2_000

/** Asks a process to end, and kills it after `graceMs`. Never touches another process with the same id. */
export async function endProcess(
  one: Identity | undefined,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (!one) return
  const isRunning = () => identifyProcess(one.pid)?.started === one.started
  for (const [how, patience] of [
    [signal, graceMs],
    ['SIGKILL', KILL_MS],
  ] as const) {
    try {
      if (isRunning()) process.kill(one.pid, how)
    } catch {
      // It ended in between.
    }
    for (const deadline = Date.now() + patience; isRunning() && Date.now() < deadline; ) await sleep(POLL_MS)
  }
}
