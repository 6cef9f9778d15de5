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

/** The Chromium to test in: CHROMIUM_PATH, else an installed one, else the one that npm brought. */
export async function chromiumPath(): Promise<string> {
  return process.env.CHROMIUM_PATH || (INSTALLED.find(existsSync) ?? (await unpackedChromium()))
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` inside that package, where the next `npm ci` sweeps it away.
 *
 * The package's own function unpacks to `/tmp/chromium` and takes whatever is there already: an older
 * version, half of one, or another user's, which cannot be run.
 */
async function unpackedChromium(): Promise<string> {
  const bin = new URL('../../bin/', import.meta.resolve('@sparticuz/chromium'))
  const path = fileURLToPath(new URL('chromium', bin))
  if (existsSync(path)) return path
  // Renamed when it is whole. The name is this process's own, since Playwright's workers may get here at
  // once.
  const draft = `${path}.${process.pid}`
  const executable = createWriteStream(draft, { mode: 0o755 })
  await pipeline(createReadStream(new URL('chromium.br', bin)), createBrotliDecompress(), executable)
  await rename(draft, path)
  return path
}
