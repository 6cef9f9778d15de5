import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../../read-env-files'
import { projectEnvironment } from './project-environment'
import { type Program, startProgram } from './start-program'

/**
 * Starts a process of the production build on 127.0.0.1, as `npm start` does, but without npm around it.
 *
 * @param variables the whole environment besides PATH and the like
 * @throws {Error} with what it printed, when it does not start
 */
export async function startInstance(port: number, variables: Record<string, string>): Promise<Program> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  // Replaces the shell, which would not pass on a signal.
  const start = `exec ${scripts.start.replace(/^exec /, '')}`
  return startProgram({
    command: 'sh',
    args: ['-c', `${start} --hostname 127.0.0.1 --port ${port}`],
    cwd: ROOT,
    env: projectEnvironment({ NODE_ENV: 'production', PORT: String(port), ...variables }),
    isReady: () =>
      fetch(`http://127.0.0.1:${port}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
  })
}
