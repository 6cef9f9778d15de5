import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findProcess, type Process } from '../processes/list-processes.mjs'

/**
 * The server that runs on a data directory, by its lock file; null when none does, also if the file was left behind and its process id
 * now belongs to something else. https://www.postgresql.org/docs/18/storage-file-layout.html
 */
export function findPostmaster(data: string): Process | null {
  const pid = Number(readLockFile(data)?.split('\n')[0])
  const found = pid > 0 ? findProcess(pid) : null
  return found?.command.includes(data) ? found : null
}

/**
 * Removes the lock file of a server that no longer runs. PostgreSQL does so itself, but takes any process of that id for its own, also one
 * that has ended and that nobody collects, as in a container without an init process. Should a backend of the dead server still be
 * at work, its shared memory keeps a new server from starting.
 */
export function removeStaleLock(data: string): void {
  if (!findPostmaster(data)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

function readLockFile(data: string): string | null {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch {
    return null
  }
}
