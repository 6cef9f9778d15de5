import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { program } from './find-binaries'
import type { Home } from './prepare-home'
import { makeDataDirectory } from './root-place'

export const SUPERUSER = 'orbitkit'

/**
 * Creates the database's files if there are none, and returns the superuser's password.
 *
 * The password file is written last, so it also marks the files as complete. Without it, the files are
 * created again: an interrupted start is repeated, and deleting the directory resets the database even if its
 * data is elsewhere.
 */
export async function initialise(home: Home): Promise<string> {
  const kept = join(home.directory, 'password')
  if (existsSync(kept)) return readFileSync(kept, 'utf8')

  const fresh = randomBytes(24).toString('base64url')
  rmSync(home.data, { recursive: true, force: true })
  makeDataDirectory(home.data, home.account)
  await runInitdb(home, fresh)
  writeFileSync(`${kept}.draft`, fresh, { mode: 0o600 })
  renameSync(`${kept}.draft`, kept)
  return fresh
}

async function runInitdb({ data, account, binaries }: Home, password: string): Promise<void> {
  // In a file, because every user of the machine can read command lines.
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(passwordFile, account.uid, account.gid)
  const options = [
    ['--pgdata', data],
    ['--username', SUPERUSER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    // PostgreSQL's own Unicode rules, so that lower() does not depend on the machine's locale.
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    ['--locale', 'C'],
    ['--no-sync'],
  ]
  try {
    await promisify(execFile)(program(binaries, 'initdb'), options.flat(), {
      ...account,
      cwd: '/',
      env: {} as NodeJS.ProcessEnv,
    })
  } catch (error) {
    const reason = Object(error).stderr?.trim().split('\n').at(-1) ?? String(error)
    throw new Error(
      `PostgreSQL could not create a database in ${data} (${reason}): free some space, or set DATABASE_URL.`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
