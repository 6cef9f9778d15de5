import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { program } from './find-binaries'
import { type Home, logPath } from './prepare-home'

/** Starts PostgreSQL on 127.0.0.1, and does not wait for anything. */
export function spawnServer(home: Home, port: number): ChildProcess {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket in /tmp would be one more thing to leave behind.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A file and not a pipe: the server must not depend on whoever started it.
  const log = openSync(logPath(home), 'w', 0o600)
  const child = spawn(program(home.binaries, 'postgres'), ['-D', home.data, ...options], {
    ...home.account,
    cwd: '/',
    env: {} as NodeJS.ProcessEnv,
    // In a session of its own: Ctrl-C is for the command, which still needs the database while it ends.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}
