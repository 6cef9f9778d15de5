import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT } from '../../read-env-files'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

export type Command = [program: string, ...args: string[]]

/** How long a command may take to end after a signal. */
const GRACE_MS = 10_000

/** Exit codes, as in shells. */
const NOT_FOUND = 127
const NOT_EXECUTABLE = 126

/**
 * Runs the command in the foreground, with this process's terminal, until it ends. Processes that it leaves
 * behind are not stopped.
 *
 * @param o.onStarted called with the command's process
 * @returns the exit code as in a shell: 128 + n after signal n
 */
export async function runCommand(o: {
  command: Command
  variables: Record<string, string>
  onStarted?: (command: Identity) => void
}): Promise<number> {
  const [program, ...args] = o.command
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...o.variables, PATH: path },
  })
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
    child.once('error', (error: NodeJS.ErrnoException) => {
      // EACCES can also come from an unreadable folder in PATH.
      const missing = error.code === 'ENOENT' || (error.code === 'EACCES' && !program.includes('/'))
      console.error(
        missing
          ? `Command not found: ${program}. Check the spelling, or run npm ci.`
          : `${program} cannot be run: ${error.message}. Check that it is an executable file.`,
      )
      resolve(missing ? NOT_FOUND : NOT_EXECUTABLE)
    })
  })
  const self = (child.pid && identifyProcess(child.pid)) || undefined
  if (self) o.onStarted?.(self)
  onSignals((signal) => {
    // In a terminal, Ctrl-C reaches the command directly, and the command may handle it without ending.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
    if (signal !== 'SIGINT') setTimeout(() => void endProcess(self, signal, 0), GRACE_MS).unref()
  })
  const code = await exited
  onSignals()
  return code
}

type Handler = (signal: NodeJS.Signals) => void

/** Exits at once with the exit code of a shell; `exit` listeners still clean up. */
const quit: Handler = (signal) => process.exit(128 + constants.signals[signal])

let handler = quit
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handler(signal))

/** Passes the signals that would end this process to `next`. Without `next` they end it again. */
function onSignals(next: Handler = quit): void {
  handler = next
}
