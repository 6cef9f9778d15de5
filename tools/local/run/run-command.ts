import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { guard } from '../guardian/guard'
import { endProcesses } from '../processes/end-processes.mjs'
import { findTree, RUN_MARK } from '../processes/find-tree.mjs'
import { findProcess } from '../processes/list-processes.mjs'
import type { Interruptions } from './interruptions'
import type { Command } from './parse-arguments'
import { ROOT } from './root'

/** How long a command may take to end after it was asked to. */
const GRACE_MS = 10_000

/** What a command started and did not wait for is given a moment, because most of it is ending by itself. */
const LEFTOVER_GRACE_MS = 3_000

/** As shells have it. */
const NOT_FOUND = 127
const NOT_EXECUTABLE = 126

/**
 * Runs the command in the foreground, with this process's terminal, until it and everything it started have ended.
 * @param o.noteCommand told the command's identity
 * @returns the exit code as a shell would give it: 128 + n after signal n
 */
export async function runCommand(o: {
  command: Command
  variables: Record<string, string>
  mark: string
  interruptions: Interruptions
  noteCommand?: (command: { pid: number; started: string }) => void
}): Promise<number> {
  const [program, ...args] = o.command
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, ...o.variables, PATH: path, [RUN_MARK]: o.mark }
  const child = spawn(program, args, { stdio: 'inherit', env })
  const exited = exitCodeOf(child, program)
  const self = child.pid ? findProcess(child.pid) : null
  if (!self) return exited

  o.noteCommand?.(self)
  const forget = guard({ ...self, signal: 'SIGTERM', tree: true, mark: o.mark })
  const tree = () => findTree(child.exitCode === null && child.signalCode === null ? self.pid : -1, o.mark)
  o.interruptions.handle((signal) => {
    // From a terminal, Ctrl-C reaches the command by itself, which may use it for something else than to end.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
    if (signal !== 'SIGINT')
      setTimeout(() => void endProcesses(tree, { signal, graceMs: 0 }), GRACE_MS).unref()
  })
  const code = await exited
  await endProcesses(tree, { signal: 'SIGTERM', graceMs: LEFTOVER_GRACE_MS })
  forget()
  return code
}

function exitCodeOf(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      // EACCES also comes of a folder in PATH that cannot be entered.
      const missing = error.code === 'ENOENT' || (error.code === 'EACCES' && !program.includes('/'))
      console.error(
        missing ? `There is no command ${program}.` : `${program} cannot be run: ${error.message}.`,
      )
      resolve(missing ? NOT_FOUND : NOT_EXECUTABLE)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}
