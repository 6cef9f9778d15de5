import { readFileSync } from 'node:fs'

export type Usage = {
  /** CPU time since the process started, in milliseconds. */
  cpuMs: number
  /** Memory in use now and at most, in MiB. */
  memoryMiB: number
  peakMiB: number
}

/**
 * Linux counts CPU time in `USER_HZ`, which is 100 in every build that distributions make: proc_pid_stat(5).
 */
const TICK_MS = 10

/** What a process has used, with all of its threads. Null where there is no /proc, as on macOS. */
export function processUsage(pid: number): Usage | null {
  try {
    // The second field is the program's name in parentheses, which may itself have spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [userTicks, systemTicks] = fields.slice(11, 13).map(Number)
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024
    return {
      cpuMs: ((userTicks ?? 0) + (systemTicks ?? 0)) * TICK_MS,
      memoryMiB: mib('VmRSS'),
      peakMiB: mib('VmHWM'),
    }
  } catch {
    return null
  }
}
