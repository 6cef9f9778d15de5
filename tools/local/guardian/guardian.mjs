// @ts-check
/**
 * Outlives the process that started it for just as long as it takes to clear up behind it.
 *
 * That process holds the other end of this one's input. The operating system closes it however that process ends, also by
 * `kill -9`, and whatever is still on the list is then ended and removed, the latest first. This runs in a session of its own, so that
 * neither Ctrl-C nor a closing terminal reaches it.
 *
 * Input: JSON lines, `{"add": Ward}` and `{"remove": pid}`.
 */
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { endProcesses } from '../processes/end-processes.mjs'
import { findTree } from '../processes/find-tree.mjs'
import { isRunning } from '../processes/list-processes.mjs'

/**
 * @typedef {object} Ward a process to end
 * @property {number} pid
 * @property {string} started its identity: see list-processes
 * @property {NodeJS.Signals} signal how to ask it to end
 * @property {boolean} tree whether its descendants are asked too; else it is trusted to end them
 * @property {string} [mark] finds descendants that lost their parent
 * @property {string[]} [paths] removed when it has ended
 */

/** A database's fast shutdown and a development server's end take well under this. */
const GRACE_MS = 5_000

// It ends when its work is done, not when somebody tidies up process trees.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

/** @type {Ward[]} */
const wards = []
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line)
  if (message.add) wards.unshift(message.add)
  if (message.remove)
    wards.splice(
      wards.findIndex(({ pid }) => pid === message.remove),
      1,
    )
}
for (const ward of wards) {
  await endWard(ward)
  for (const path of ward.paths ?? []) await rm(path, { recursive: true, force: true })
}

/** @param {Ward} ward */
async function endWard({ pid, started, signal, tree, mark }) {
  if (tree) {
    // The id is followed downwards only while it is still the same process.
    const find = () => findTree(isRunning({ pid, started }) ? pid : -1, mark)
    return endProcesses(find, { signal, graceMs: GRACE_MS })
  }
  const find = () => (isRunning({ pid, started }) ? [{ pid, started }] : [])
  return endProcesses(find, { signal, graceMs: GRACE_MS })
}
