// @ts-check
import { readFileSync } from 'node:fs'
import { listProcesses } from './list-processes.mjs'

/**
 * The variable that marks everything a command starts, so that what its parents no longer hold is still found.
 * A run inside a run has a mark of its own.
 */
export const RUN_MARK = 'ORBITKIT_LOCAL_RUN'

/** @typedef {import('./list-processes.mjs').Process} Process */

/**
 * A process with everything below it, and everything that carries its mark. On systems without /proc marks cannot be read,
 * and what was cut off from its parent is missed.
 * @param {number} root
 * @param {string} [mark] the value of {@link RUN_MARK}
 * @returns {Process[]} never the calling process
 */
export function findTree(root, mark) {
  const processes = listProcesses()
  const found = new Set(
    processes.filter(({ pid }) => pid === root || (mark && carriesMark(pid, mark))).map(({ pid }) => pid),
  )
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid)
  }
  return processes.filter(({ pid }) => found.has(pid) && pid !== process.pid)
}

/**
 * @param {number} pid
 * @param {string} mark
 */
function carriesMark(pid, mark) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${RUN_MARK}=${mark}`)
  } catch {
    return false
  }
}
