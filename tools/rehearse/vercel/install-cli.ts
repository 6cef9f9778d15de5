import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareEnvironment } from '../parts/bare-environment'
import { runQuietly } from '../parts/run-quietly'

const VERSION = '64.0.2'

/**
 * No dependency of this project, but exact. `sandbox`, which only `vercel sandbox` needs, is held at a
 * version whose own dependencies are all published.
 */
const PACKAGE = { private: true, dependencies: { vercel: VERSION }, overrides: { sandbox: '4.5.0' } }

/** What `vercel link` writes, for a project that does not exist. Nothing asks Vercel about it. */
const PROJECT = {
  projectId: 'prj_rehearsal',
  orgId: 'team_rehearsal',
  settings: { framework: 'nextjs' },
}

export type VercelCli = {
  kind: 'installed'
  version: string
  /** Builds a tree for a preview, as Vercel and CI do, into its `.vercel/output`. */
  build(tree: string): Promise<{ seconds: number }>
}

/** Installs Vercel's CLI in a folder of its own. */
export async function installCli(folder: string): Promise<VercelCli | { kind: 'unavailable'; why: string }> {
  const env = bareEnvironment()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify(PACKAGE))
  try {
    await runQuietly('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, env })
  } catch (error) {
    const [code = 'npm failed'] = /npm error code \S+/.exec(String(error)) ?? []
    return { kind: 'unavailable', why: `Vercel’s CLI ${VERSION} could not be installed (${code})` }
  }
  return {
    kind: 'installed',
    version: VERSION,
    async build(tree) {
      await mkdir(join(tree, '.vercel'))
      await writeFile(join(tree, '.vercel/project.json'), JSON.stringify(PROJECT))
      const args = ['build', '--yes', '--global-config', join(folder, 'global')]
      const started = performance.now()
      await runQuietly(join(folder, 'node_modules/.bin/vercel'), args, { cwd: tree, env })
      return { seconds: Math.round((performance.now() - started) / 1_000) }
    },
  }
}
