import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'

/**
 * Takes a picture of every page in every width and color scheme, and checks the pages as the tests do. One of
 * them becomes the README's picture.
 *
 * npm run build && npm run shots
 */
const SHOTS = '.local/shots'

/** The demo owner's page, which the seed fills. */
const README_SHOT = join(SHOTS, 'billing-of-the-demo-owner', '1280-light.png')

const TEST = ['playwright', 'test', 'e2e/browser/every-page.spec.ts']

await rm(SHOTS, { recursive: true, force: true })
const args = ['--import', 'tsx', 'tools/local/run.ts', '--no-env-files', ...TEST]
const [code] = await once(
  spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, LOCAL_DIRECTORY: '.local/test', PORT: String(await getPort()), SHOTS },
  }),
  'close',
)
process.exitCode = code
if (code === 0) {
  await copyFile(README_SHOT, 'public/screenshot.png')
  console.log(`\nThe pictures are in ${SHOTS}, and the README’s is in public/screenshot.png.`)
}
