import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../../read-env-files'
import { bareEnvironment } from '../parts/bare-environment'
import { runQuietly } from '../parts/run-quietly'

/** Copies the files that a clone would have, as they are now: neither packages nor secrets nor builds. */
export async function copyTree(to: string): Promise<void> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const names = await runQuietly('git', args, { cwd: ROOT, env: bareEnvironment() })
  for (const name of names.split('\0').filter(Boolean))
    await cp(join(ROOT, name), join(to, name)).catch((error: NodeJS.ErrnoException) => {
      // Removed, but not yet from git.
      if (error.code !== 'ENOENT') throw error
    })
}
