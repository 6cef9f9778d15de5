// @ts-check
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * A running process. `started` tells it from a later process that was given the same id; it is compared, never read.
 * @typedef {{ pid: number, parent: number, started: string, command: string }} Process
 */

/**
 * Every running process of this machine, without those that have ended and only wait to be collected.
 * Plain JavaScript, because the guardian runs it without a loader. Linux is read from /proc: small images have no `ps`.
 * @returns {Process[]}
 */
export function listProcesses() {
  if (process.platform !== 'linux') return fromPs()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => fromProc(Number(name)) ?? [])
}

/**
 * @param {number} pid
 * @returns {Process | null} null when no such process runs
 */
export function findProcess(pid) {
  if (process.platform === 'linux') return fromProc(pid)
  return fromPs().find((running) => running.pid === pid) ?? null
}

/**
 * @param {{ pid: number, started: string }} identity
 * @returns {boolean} whether this very process still runs
 */
export function isRunning({ pid, started }) {
  return findProcess(pid)?.started === started
}

/**
 * @param {number} pid
 * @returns {Process | null}
 */
function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses: proc_pid_stat(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent, started] = [fields[0], Number(fields[1]), fields[19] ?? '']
    if (state === 'Z' || state === 'X') return null
    return {
      pid,
      parent,
      started,
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
    }
  } catch {
    return null
  }
}

/** @returns {Process[]} */
function fromPs() {
  const columns = 'pid=,ppid=,state=,lstart=,command='
  const lines = execFileSync('ps', ['-A', '-ww', '-o', columns], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return lines.split('\n').flatMap((line) => {
    // lstart is always "Sun Nov  2 07:44:12 2025".
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line)
    if (!match || match[3]?.startsWith('Z')) return []
    return [
      { pid: Number(match[1]), parent: Number(match[2]), started: match[4] ?? '', command: match[5] ?? '' },
    ]
  })
}
