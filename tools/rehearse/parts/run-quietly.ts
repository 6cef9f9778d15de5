import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { interrupted } from './with-clean-up'

type Options = { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number }

/**
 * Runs a command and returns its standard output. Ends it, with the processes that it has started, when this
 * process is interrupted.
 *
 * @throws {Error} with all of its output, when it fails
 */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: Options,
): Promise<string> {
  // The leader of a group of processes, which can be ended together.
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => child.pid !== undefined && child.exitCode === null && process.kill(-child.pid, 'SIGTERM')
  interrupted.addEventListener('abort', end)
  try {
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    if (code === 0) return stdout
    throw new Error(`${[command, ...args].join(' ')} failed:\n${`${stdout}${stderr}`.trim()}`)
  } finally {
    interrupted.removeEventListener('abort', end)
  }
}
