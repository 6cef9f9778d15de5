import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT } from '../../read-env-files'
import { endProcess } from '../end-process'
import { type Identity, identifyProcess } from '../identify-process'

export type Command = [program: string, ...args: string[]]

/** How long a command may take to end after it was asked to. */
const GRACE_MS = 10_000

/** As shells have it. */
const NOT_FOUND = 127
const NOT_EXECUTABLE = 126

/**
 * Runs the command in the foreground, with this process's terminal, until it has ended. What it started and
 * left behind by itself is its own affair.
 *
 * @param o.onStarted told who the command is
 * @returns the exit code as a shell would give it: 128 + n after signal n
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
      // EACCES also comes of a folder in PATH that cannot be entered.
      const missing = error.code === 'ENOENT' || (error.code === 'EACCES' && !program.includes('/'))
      console.error(
        missing ? `There is no command ${program}.` : `${program} cannot be run: ${error.message}.`,
      )
      resolve(missing ? NOT_FOUND : NOT_EXECUTABLE)
    })
  })
  const self = (child.pid && identifyProcess(child.pid)) || undefined
  if (self) o.onStarted?.(self)
  onSignals((signal) => {
    // From a terminal, Ctrl-C reaches the command by itself, which may use it for something else than to end.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
    if (signal !== 'SIGINT') setTimeout(() => void endProcess(self, signal, 0), GRACE_MS).unref()
  })
  const code = await exited
  onSignals()
  return code
}

type Handler = (signal: NodeJS.Signals) => void

/** Ends at once, with the exit code that a shell would give; what listens to `exit` still clears up. */
const quit: Handler = (signal) => process.exit(128 + constants.signals[signal])

let handler = quit
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handler(signal))

/** Passes the signals that would end this process to `next`; without it they end it, in order, once more. */
function onSignals(next: Handler = quit): void {
  handler = next
}
