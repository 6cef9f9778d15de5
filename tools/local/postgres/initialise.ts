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
 * Makes the database's files if there are none, and returns the superuser's password.
 *
 * The password is written last, so its file also means that the files are complete. Without it they are
 * useless and made anew: a start that was interrupted is repeated, and whoever deletes the directory starts
 * afresh even where the data are elsewhere.
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
  // In a file, because what is on a command line can be read by every user of the machine.
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
    // Unicode rules that are PostgreSQL's own, so that no machine's locale changes what lower() does.
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
