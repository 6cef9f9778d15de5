import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { identifyProcess } from '../identify-process'
import type { Binaries } from './find-binaries'

/**
 * Where a root user's databases are stored. PostgreSQL's user must reach them, and a clone is often in a home
 * directory that only its owner can enter. /var/tmp survives a reboot.
 */
const SHARED = '/var/tmp/orbitkit-billing'

/** Set explicitly, because root's umask may exclude all other users. */
const READABLE = 0o755

/** The file that names the folder that the data belongs to. */
const OWNER = 'directory'

/**
 * Returns the folder for the data of `directory`. Removes the data of folders that no longer exist.
 * @param directory absolute
 */
export function rootPlace(directory: string): string {
  ensureOurs(SHARED)
  for (const name of readdirSync(SHARED)) removeIfAbandoned(join(SHARED, name))
  const place = join(SHARED, createHash('sha256').update(directory).digest('hex').slice(0, 16))
  mkdirSync(place, { recursive: true })
  chmodSync(place, READABLE)
  writeFileSync(join(place, OWNER), directory, { mode: 0o600 })
  return place
}

/** Creates the data folder, owned by PostgreSQL's user. */
export function makeDataDirectory(path: string, { uid, gid }: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** Copies the programs for all users and clones. The copy appears entirely or not at all. */
export function copyBinaries(binaries: Binaries): Binaries {
  ensureOurs(SHARED)
  const native = join(SHARED, `native-${binaries.version}`)
  if (existsSync(native)) return { ...binaries, native }
  const unfinished = `${native}.${process.pid}`
  cpSync(binaries.native, unfinished, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', unfinished])
  try {
    renameSync(unfinished, native)
  } catch {
    // Another start was faster.
    rmSync(unfinished, { recursive: true, force: true })
  }
  return { ...binaries, native }
}

/** Every user can write to /var/tmp, so a folder that another user put there must not be trusted. */
function ensureOurs(path: string): void {
  if (!existsSync(path)) {
    mkdirSync(path)
    chmodSync(path, READABLE)
  }
  const stats = lstatSync(path)
  if (stats.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0) return
  throw new Error(`${path} does not belong to root alone: remove it, or set DATABASE_URL.`)
}

function removeIfAbandoned(place: string): void {
  const owner = join(place, OWNER)
  if (!existsSync(owner) || existsSync(readFileSync(owner, 'utf8'))) return
  const lock = join(place, 'data', 'postmaster.pid')
  if (existsSync(lock) && identifyProcess(Number.parseInt(readFileSync(lock, 'utf8'), 10))) return
  // Renamed first: deleting takes a while, and a start on that folder meanwhile would lose what it creates.
  const removed = `${place}.removed-${process.pid}`
  try {
    renameSync(place, removed)
  } catch {
    // Another start was faster.
    return
  }
  rmSync(removed, { recursive: true, force: true })
}

/** The system user that PostgreSQL runs as; empty for the current user. */
export type Account = { uid?: number; gid?: number }

/**
 * PostgreSQL refuses to run as root. For root it runs as `postgres` if that user exists, otherwise as
 * `nobody`, which every system has. Nothing is added to the machine.
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
    'PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`: create one, run ' +
      'this as an ordinary user, or set DATABASE_URL.',
  )
}
