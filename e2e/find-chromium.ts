import { access } from 'node:fs/promises'

/** Where Linux distributions and macOS put an installed Chromium or Chrome. */
const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of an installed Chromium: CHROMIUM_PATH, or where one usually is; null when there is none. */
export async function findChromium(): Promise<string | null> {
  for (const path of [process.env.CHROMIUM_PATH, ...KNOWN]) {
    if (!path) continue
    const exists = await access(path).then(
      () => true,
      () => false,
    )
    if (exists) return path
  }
  return null
}
