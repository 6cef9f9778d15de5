import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ward } from './guardian.mjs'

let guardian: ChildProcess | undefined

/**
 * Makes sure that a child process ends when this one does, even by `kill -9`: see guardian.mjs. One guardian serves this whole process, and
 * does not keep it alive. Should the guardian itself be killed, nothing breaks; the next start then finds what is left.
 *
 * @returns a function to call when the child has ended by itself
 */
export function guard(ward: Ward): () => void {
  tell({ add: ward })
  return () => tell({ remove: ward.pid })
}

function tell(message: { add: Ward } | { remove: number }): void {
  guardian ??= startGuardian()
  guardian.stdin?.write(`${JSON.stringify(message)}\n`)
}

function startGuardian(): ChildProcess {
  const program = fileURLToPath(new URL('./guardian.mjs', import.meta.url))
  const child = spawn(process.execPath, [program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // Above all not the mark by which a run finds what it has to end.
    env: {} as NodeJS.ProcessEnv,
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  Object(child.stdin).unref()
  return child
}
