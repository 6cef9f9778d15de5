import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../read-env-files'
import { PORTAL_HOST } from '../../test/start-stripe-over-https'

const SERVER = 'serve-function.cjs'
const PATH = '/api/billing-portal'
const PATIENCE_MS = 30_000

/** After the first call, which loads everything. */
const MORE_CALLS = 20

/**
 * Starts a built function in its folder, and opens the portal with an API key.
 *
 * @returns how long it took, in words
 * @throws {Error} with what it printed, unless every call returns a portal URL and the process is kept awake
 */
export async function callPortal(
  folder: string,
  { key, env }: { key: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  await copyFile(join(ROOT, 'tools/rehearse/vercel', SERVER), join(folder, SERVER))
  const started = performance.now()
  const child = spawn(process.execPath, [SERVER], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stderr.on('data', (chunk) => {
    printed += chunk
  })
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const lines = createInterface(child.stdout)
    const port = once(lines, 'line', { signal }).then(([line]) => String(line).replace('port ', ''))
    const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('It ended.')))
    const origin = `http://127.0.0.1:${await Promise.race([port, ended])}`

    const call = async () => {
      const since = performance.now()
      const response = await fetch(`${origin}${PATH}`, {
        method: 'POST',
        // Vercel's router names the route: one function serves several.
        headers: { Authorization: `Bearer ${key}`, 'X-Matched-Path': PATH },
        signal,
      })
      const { url = '' } = (await response.json()) as { url?: string }
      if (!url.startsWith(`https://${PORTAL_HOST}/p/session/`))
        throw new Error(`A call with an API key returned ${response.status} and no portal URL.`)
      return performance.now() - since
    }
    await call()
    const first = performance.now() - started
    const times = []
    for (let number = 0; number < MORE_CALLS; number++) times.push(await call())
    const median = times.sort((a, b) => a - b)[MORE_CALLS / 2] ?? 0
    if (Number(await (await fetch(`${origin}/awake`)).text()) === 0)
      throw new Error('Nothing kept the process awake while its connections close.')
    return `first response ${Math.round(first)} ms after the start, then ${Math.round(median)} ms each`
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${printed}`)
  } finally {
    child.kill('SIGKILL')
  }
}
