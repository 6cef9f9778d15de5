import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { bareEnvironment } from '../parts/bare-environment'
import { runQuietly } from '../parts/run-quietly'

type Variables = Record<string, string>

/** The build command in a preview's environment, which is what Vercel's machines run. */
const build = (tree: string, variables: Variables) =>
  runQuietly(process.execPath, ['--import', 'tsx', 'tools/vercel-build.ts'], {
    cwd: tree,
    env: { ...bareEnvironment(), ...variables, CI: '1' },
  })

export const buildOnVercel = {
  /** @throws {Error} unless a missing variable ends the build, by name */
  async refuses(tree: string, { STRIPE_SECRET_KEY, ...variables }: Variables): Promise<void> {
    const said = await build(tree, variables).catch(String)
    if (!said.includes('✗ STRIPE_SECRET_KEY is not set') || said.includes('next build'))
      throw new Error(`Without STRIPE_SECRET_KEY the build said:\n${said}`)
  },

  /** @throws {Error} unless the build applies every migration */
  async migrates(tree: string, variables: Variables): Promise<void> {
    await build(tree, variables)
    const client = new pg.Client(variables.DATABASE_URL)
    await client.connect()
    const { rows } = await client.query('SELECT FROM _prisma_migrations WHERE finished_at IS NOT NULL')
    await client.end()
    const folders = await readdir(join(tree, 'prisma/migrations'), { withFileTypes: true })
    const expected = folders.filter((entry) => entry.isDirectory()).length
    if (rows.length !== expected) throw new Error(`${rows.length} of ${expected} migrations were applied.`)
  },
}
