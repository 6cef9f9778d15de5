import { VARIABLES } from '@/lib/env'
import { ROOT } from '../../read-env-files'
import { projectEnvironment } from './project-environment'
import { runQuietly } from './run-quietly'

let building: Promise<unknown> | undefined

/**
 * The production build in the working tree, made once a process, without anybody's settings.
 *
 * @throws {Error} with the output of a build that failed
 */
export async function buildOnce(progress: (line: string) => void): Promise<void> {
  if (!building) progress('Building for production')
  // An empty variable counts as unset, and is not looked up in `.env*`.
  const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']))
  building ??= runQuietly('next', ['build'], {
    cwd: ROOT,
    env: projectEnvironment({ ...unset, NODE_ENV: 'production' }),
  })
  await building
}
