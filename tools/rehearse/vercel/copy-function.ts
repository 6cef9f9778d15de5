import { existsSync } from 'node:fs'
import { cp, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** https://vercel.com/docs/build-output-api/primitives#serverless-function-configuration */
type Configuration = { runtime: string; maxDuration?: number; filePathMap?: Record<string, string> }

/**
 * Copies a built function with the files that belong to it, and nothing else, to where no `node_modules` is
 * above it. That is what Vercel uploads.
 *
 * @param expected what vercel.json and package.json ask for
 * @returns what it is, in words
 * @throws {Error} when it is not as expected
 */
export async function copyFunction(
  { tree, name, to }: { tree: string; name: string; to: string },
  expected: Pick<Configuration, 'runtime' | 'maxDuration'>,
): Promise<string> {
  const from = join(tree, `.vercel/output/functions/${name}.func`)
  // The link itself points to the function that several routes share.
  await cp(from, to, { recursive: true, dereference: true })
  const configuration = JSON.parse(await readFile(join(to, '.vc-config.json'), 'utf8')) as Configuration
  const { runtime, maxDuration, filePathMap = {} } = configuration
  if (runtime !== expected.runtime || maxDuration !== expected.maxDuration)
    throw new Error(`The function ${name} has ${runtime} and a maxDuration of ${maxDuration}.`)

  let bytes = 0
  for (const [target, source] of Object.entries(filePathMap)) {
    await cp(join(tree, source), join(to, target), { recursive: true, dereference: true })
    bytes += (await stat(join(to, target))).size
  }
  for (let above = dirname(to); above !== dirname(above); above = dirname(above))
    if (existsSync(join(above, 'node_modules'))) throw new Error(`${above} has node_modules.`)
  return `${(bytes / 1_000_000).toFixed(1)} MB in ${Object.keys(filePathMap).length} files, ${runtime}`
}
