import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

/** Where Linux distributions and macOS put an installed Chromium or Chrome. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium for the tests: CHROMIUM_PATH, else an installed one, else the one from npm. */
export async function chromiumPath(): Promise<string> {
  return process.env.CHROMIUM_PATH || (INSTALLED.find(existsSync) ?? (await unpackedChromium()))
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` inside that package, where the next `npm ci` removes it.
 *
 * The package's own function unpacks to `/tmp/chromium` and reuses any file there, even an older version, an
 * incomplete one, or another user's that cannot run.
 */
async function unpackedChromium(): Promise<string> {
  const bin = new URL('../../bin/', import.meta.resolve('@sparticuz/chromium'))
  const path = fileURLToPath(new URL('chromium', bin))
  if (existsSync(path)) return path
  // Renamed once complete. The name includes the process ID, because Playwright's workers may run this at
  // once.
  const draft = `${path}.${process.pid}`
  const executable = createWriteStream(draft, { mode: 0o755 })
  await pipeline(createReadStream(new URL('chromium.br', bin)), createBrotliDecompress(), executable)
  await rename(draft, path)
  return path
}
