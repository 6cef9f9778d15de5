import { execFileSync } from 'node:child_process'

/** The system user that PostgreSQL runs as; empty for the one who started this process. */
export type Account = { uid?: number; gid?: number }

/**
 * PostgreSQL refuses to run as root. A root user's database belongs to `postgres` where that user exists and
 * else to `nobody`, which every system has: nothing is added to the machine.
 */
export function findAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((option) =>
        Number(execFileSync('id', [option, name], { stdio: 'pipe' })),
      )
      if (uid && gid) return { uid, gid }
    } catch {
      // No such user.
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody`: create ' +
      'one, run this as an ordinary user, or set DATABASE_URL.',
  )
}
