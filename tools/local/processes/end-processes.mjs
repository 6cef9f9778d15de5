// @ts-check
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from './list-processes.mjs'

const POLL_MS = 25

/** A killed process goes at once unless it waits for a disk; that is not waited for. */
const KILL_MS = 2_000

/**
 * Ends processes: asks with a signal, and after a time kills what is left. Identities are checked before every signal, so that a
 * process which was given an old id is never touched.
 * @param {() => { pid: number, started: string }[]} find called again and again, because the dying may start others
 * @param {{ signal: NodeJS.Signals, graceMs: number }} options
 */
export async function endProcesses(find, { signal, graceMs }) {
  send(find(), signal)
  const deadline = Date.now() + graceMs
  while (Date.now() < deadline && find().length > 0) await sleep(POLL_MS)
  const killDeadline = Date.now() + KILL_MS
  while (Date.now() < killDeadline && find().length > 0) {
    send(find(), 'SIGKILL')
    await sleep(POLL_MS)
  }
}

/**
 * @param {{ pid: number, started: string }[]} processes
 * @param {NodeJS.Signals} signal
 */
function send(processes, signal) {
  for (const one of processes) {
    try {
      if (isRunning(one)) process.kill(one.pid, signal)
    } catch {
      // It ended in between.
    }
  }
}
