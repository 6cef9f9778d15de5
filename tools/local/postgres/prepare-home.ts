import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries, program } from './find-binaries'
import { type Account, copyBinaries, findAccount, makeDataDirectory, rootPlace } from './root-place'

/** Where a database is stored, and which programs run it as which user. */
export type Home = {
  /** Contains the password, the log and the claim. */
  directory: string
  /** Contains the data. The same as `directory`, except for root. */
  place: string
  data: string
  account: Account
  binaries: Binaries
}

export const logPath = (home: Home) => join(home.directory, 'log')

/**
 * Finds or creates a database's home.
 * @param directory absolute
 * @throws {Error} a message to show, if PostgreSQL cannot run here
 */
export function prepareHome(directory: string): Home {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const account = findAccount()
  const binaries = findBinaries()
  const asRoot = account.uid !== undefined
  const place = asRoot ? rootPlace(directory) : directory
  const data = join(place, 'data')
  makeDataDirectory(data, account)

  const failure = tryToRun(binaries, account)
  if (!failure) return { directory, place, data, account, binaries }
  const copy = asRoot ? copyBinaries(binaries) : binaries
  if (asRoot && !tryToRun(copy, account)) return { directory, place, data, account, binaries: copy }
  throw new Error(
    `PostgreSQL does not run on this machine (${failure}): run \`npm rebuild\`, or set DATABASE_URL to ` +
      `your own PostgreSQL.`,
  )
}

/** @returns the reason why it does not run, or null */
function tryToRun(binaries: Binaries, account: Account): string | null {
  try {
    execFileSync(program(binaries, 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'pipe' })
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
  }
}
