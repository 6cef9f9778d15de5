import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A running process. `started` distinguishes it from a later process with the same id: compare only. */
export type Identity = { pid: number; started: string }

/** @returns null if no such process runs; a zombie does not count as running */
export function identifyProcess(pid: number): Identity | null {
  const started = process.platform === 'linux' ? startedByProc(pid) : startedByPs(pid)
  return started ? { pid, started } : null
}

/** Small Linux images have no `ps`. */
function startedByProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses, and may contain spaces and parentheses:
    // proc_pid_stat(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function startedByPs(pid: number): string | null {
  try {
    const env = { ...process.env, LC_ALL: 'C' }
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', env })
    const [state = 'Z', ...started] = line.trim().split(/\s+/)
    return state.startsWith('Z') ? null : started.join(' ')
  } catch {
    return null
  }
}
