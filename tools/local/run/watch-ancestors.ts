import { findProcess, isRunning, type Process } from '../processes/list-processes.mjs'

const POLL_MS = 500

const NPM = /^(\S*\/)?(npm|npx|pnpm|yarn|node \S*(npm|npx|pnpm|yarn)\S*)( |$)/
const SHELL = /^(\S*\/)?(sh|dash|bash) -c /

/**
 * Calls back once, when the npm above this process is gone. Killing npm with `kill -9` ends nothing below it. Shells further up
 * are not watched: they may well end first, after `npm run dev &`.
 */
export function watchAncestors(onLost: () => void): void {
  const ancestors = findNpmAncestors(process.ppid)
  if (ancestors.length === 0) return
  const timer = setInterval(() => {
    if (ancestors.every(isRunning)) return
    clearInterval(timer)
    onLost()
  }, POLL_MS)
  timer.unref()
}

/** The unbroken line of npm processes, and of shells between them, from a process upwards to the topmost npm. */
export function findNpmAncestors(
  pid: number,
  find: (pid: number) => Process | null = findProcess,
): Process[] {
  const line: Process[] = []
  for (
    let one = find(pid);
    one && (NPM.test(one.command) || SHELL.test(one.command));
    one = find(one.parent)
  ) {
    line.push(one)
  }
  return line.slice(0, line.findLastIndex(({ command }) => NPM.test(command)) + 1)
}
