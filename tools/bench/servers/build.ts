import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { SETTINGS } from '@/tools/local/run/given-settings'

const NEXT = 'node_modules/next/dist/bin/next'

/**
 * Makes the production build of a Next app, without anybody's own settings.
 *
 * @throws {Error} with its output, when it fails
 */
export async function build(directory = '.'): Promise<void> {
  const unset = Object.fromEntries(SETTINGS.map((name) => [name, '']))
  const env = { ...process.env, ...unset, NEXT_TELEMETRY_DISABLED: '1', SKIP_TYPE_CHECK: '1' }
  try {
    await promisify(execFile)(process.execPath, [NEXT, 'build', directory], { env })
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    throw new Error(`The production build of ${directory} failed:\n\n${stdout}${stderr}`)
  }
}

/** Where a bare app is: the same place for each run of this working copy. */
export const bareDirectory = (name: string) =>
  join(tmpdir(), `orbitkit-${name}-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12)}`)

const BARE_FILES = {
  'next.config.mjs':
    'export default { poweredByHeader: false, reactStrictMode: true, agentRules: false, ' +
    `turbopack: { root: '/' } }\n`,
  'app/layout.jsx': `export default ({ children }) => <html lang="en"><body>{children}</body></html>\n`,
}

/**
 * Writes and builds a bare Next app to compare with, from these files, settings and a layout. It uses this
 * repository's packages but is outside of it: Turbopack looks for `proxy.ts` and `instrumentation.ts` in
 * every parent folder, so an app inside would have ours.
 */
export async function buildBareApp(directory: string, files: Record<string, string>): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { mode: 0o700 })
  await symlink(resolve('node_modules'), join(directory, 'node_modules'))
  for (const [name, text] of Object.entries({ ...BARE_FILES, ...files })) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  await build(directory)
}

/** What Node runs to start a built Next app, as `npm start` does. */
export const nextStart = (directory: string) => (port: number) => [
  NEXT,
  'start',
  directory,
  '-H',
  '127.0.0.1',
  '-p',
  String(port),
  '--keepAliveTimeout',
  '620000',
]
