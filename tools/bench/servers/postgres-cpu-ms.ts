import { readdirSync, readFileSync } from 'node:fs'
import { processUsage } from './process-usage'

/**
 * CPU time of all PostgreSQL processes of this machine that run now, in milliseconds. A connection that closes
 * takes its part with it, so compare while connections stay. Zero where there is no /proc.
 */
export function postgresCpuMs(): number {
  return processIds()
    .filter((pid) => commandLine(pid).startsWith('postgres: '))
    .reduce((sum, pid) => sum + (processUsage(pid)?.cpuMs ?? 0), 0)
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
