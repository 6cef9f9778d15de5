// @ts-check
import { setTimeout as pause } from 'node:timers/promises'

/**
 * How long a script waits for each lock, in milliseconds. Every later statement on the table queues behind a
 * waiting one, and the app's statements give up after 2.5 s (lib/db.ts), so this must stay well below.
 */
const LOCK_TIMEOUT_MS = 1_000

/** Between two tries, in milliseconds: the queue of the app's statements empties. */
const PAUSE_MS = 1_000

/** About a minute in all. */
const TRIES = 30

/** PostgreSQL's lock_not_available. */
const LOCKED = '55P03'

/** Nobody gave up the lock. Nothing of the script has taken effect. */
export class LockedOutError extends Error {}

/**
 * @typedef {{ onLocked(attempt: number, tries: number): void, pauseMs?: number, tries?: number }} Patience
 * `onLocked` is called when a script gives way and is about to start again
 */

/**
 * Runs a migration's script so that it never makes the app wait long. It gives up each lock after
 * {@link LOCK_TIMEOUT_MS} and starts again: PostgreSQL takes back a script sent as one query as a whole. A
 * `lock_timeout` of the role or the connection string replaces ours.
 *
 * Excluded: scripts with CONCURRENTLY, which wait without being in anybody's way and leave something behind
 * when they fail, and scripts with their own COMMIT. They run once and wait as long as it takes.
 *
 * @param {string} script
 * @param {{ run(sql: string): Promise<unknown>, lockTimeout(): Promise<string> }} session `lockTimeout` reads
 *   its setting, '0' for none
 * @param {Patience} patience
 * @throws {LockedOutError} after the last try; any other error of the script at once
 */
export async function runPatiently(script, session, { onLocked, pauseMs = PAUSE_MS, tries = TRIES }) {
  const { run, lockTimeout } = session
  if (/\b(?:CONCURRENTLY|COMMIT)\b/i.test(script.replaceAll(/--.*$/gm, ''))) {
    await run(script)
    return
  }
  const isOurs = (await lockTimeout()) === '0'
  if (isOurs) await run(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`)
  for (let attempt = 1; ; attempt++) {
    try {
      await run(script)
      break
    } catch (error) {
      if (stateOf(error) !== LOCKED) throw error
      if (attempt === tries) throw new LockedOutError('Another session kept a lock.', { cause: error })
      onLocked(attempt, tries)
      await pause(pauseMs)
    }
  }
  if (isOurs) await run('RESET lock_timeout')
}

/** @param {any} error the driver's error, or that of Prisma's adapter, which keeps PostgreSQL's code */
const stateOf = (error) => error?.cause?.originalCode ?? error?.code
