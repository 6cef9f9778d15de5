import { cp, mkdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { ROOT } from '../../read-env-files'
import { bareEnvironment } from '../parts/bare-environment'
import { runQuietly } from '../parts/run-quietly'
import { parseDockerfile, type Stage } from './parse-dockerfile'
import { readIgnored } from './read-ignored'

/** A stage's working directory as a folder, and what the image would say. */
export type BuiltStage = {
  folder: string
  env: Record<string, string>
  user: string
  cmd: string[]
  healthcheck: string[]
}

/** The stages' working directory in the image. */
const WORKDIR = '/app'

/**
 * Runs the Dockerfile's steps, each stage in a folder of its own under `home`. The machine's Node takes the
 * place of the base image's.
 *
 * @throws {Error} when a step fails
 */
export async function buildStages(
  home: string,
  progress: (line: string) => void,
): Promise<Record<string, BuiltStage>> {
  const isIgnored = readIgnored(await readFile(join(ROOT, '.dockerignore'), 'utf8'))
  const context = join(home, 'context')
  await copy(ROOT, context, (path) => path === ROOT || !isIgnored(relative(ROOT, path)))
  const built: Record<string, BuiltStage> = {}
  for (const stage of parseDockerfile(await readFile(join(ROOT, 'Dockerfile'), 'utf8'))) {
    const base = built[stage.from]
    const folder = join(home, stage.name, WORKDIR)
    await mkdir(folder, { recursive: true })
    if (base) await copy(base.folder, folder)
    const one = { cmd: [], healthcheck: [], user: 'root', ...base, folder, env: { ...base?.env } }
    built[stage.name] = one
    await runStage(stage, one, { built, context, progress })
  }
  return built
}

type Surroundings = {
  built: Record<string, BuiltStage>
  /** What the builder gets of the working tree. */
  context: string
  progress: (line: string) => void
}

async function runStage(
  stage: Stage,
  one: BuiltStage,
  { built, context, progress }: Surroundings,
): Promise<void> {
  for (const instruction of stage.instructions) {
    switch (instruction.kind) {
      case 'run':
        progress(`${stage.name}: ${instruction.command}`)
        await runQuietly('sh', ['-c', instruction.command], {
          cwd: one.folder,
          env: bareEnvironment(one.env),
        })
        break
      case 'copy': {
        const { from, sources, target } = instruction
        for (const source of sources) {
          const path = from
            ? join(built[from]?.folder ?? '', relative(WORKDIR, source))
            : join(context, source)
          const isFolder = (await stat(path)).isDirectory()
          // A folder's contents are copied, and a file keeps its name in a target that ends with a slash.
          const name = !isFolder && target.endsWith('/') ? basename(source) : ''
          await copy(path, join(one.folder, target, name))
        }
        break
      }
      case 'env':
        one.env[instruction.name] = instruction.value
        break
      case 'user':
        one.user = instruction.name
        break
      case 'workdir':
        if (instruction.path !== WORKDIR) throw new Error(`WORKDIR is not ${WORKDIR}.`)
        break
      case 'cmd':
      case 'healthcheck':
        one[instruction.kind] = instruction.command
    }
  }
}

/** Links stay links and files keep their times, as in an image. */
async function copy(from: string, to: string, filter: (path: string) => boolean = () => true): Promise<void> {
  await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter })
}
