import { rm } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright'
import { chromiumPath } from '@/e2e/chromium-path'
import { STRIPE } from '@/e2e/fixtures/local-environment'
import { startApp } from '@/e2e/fixtures/start-app'
import { TestData } from '@/e2e/fixtures/test-data'
import { db } from '@/lib/db'
import { putFixtures } from '@/tools/local/stripe/control'
import { customerFixtures } from '@/tools/test/customer-fixtures'
import { bareDirectory, buildBareApp } from './servers/build'

/**
 * Compares the JavaScript of /billing with that of a bare Next page with one client component, built with the
 * same version and settings. It counts the compressed bytes of all scripts that Chromium loads. The exit code
 * is 1 above the limit.
 *
 * npm run bench -- bytes
 */
const MAX_RATIO = 1.15

const BARE = bareDirectory('bare-page')

const FILES = {
  'app/page.jsx': `import { Counter } from './counter'\nexport default () => <Counter />\n`,
  'app/counter.jsx':
    `'use client'\nimport { useState } from 'react'\nexport function Counter() {\n` +
    `  const [count, setCount] = useState(0)\n` +
    `  return <button onClick={() => setCount(count + 1)}>{count}</button>\n}\n`,
  'app/api/health/route.js': `export const GET = () => new Response('ok')\n`,
}

/** Compressed bytes of all scripts that a page loads. */
async function scriptBytes(browser: Browser, url: string, cookie = ''): Promise<number> {
  const context = await browser.newContext()
  const [name = '', value = ''] = cookie.split('=')
  if (name) await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const all = await Promise.all(sizes)
  await context.close()
  return all.reduce((sum, size) => sum + size, 0)
}

const data = new TestData()
await buildBareApp(BARE, FILES)
const [bareApp, app] = [await startApp({}, BARE), await startApp()]
const browser = await chromium.launch({ executablePath: await chromiumPath() })
try {
  const account = await data.account()
  await putFixtures(STRIPE, customerFixtures(account.customer))
  const { cookie } = await data.user({ account, role: 'OWNER' })
  const bare = await scriptBytes(browser, bareApp.address)
  const own = await scriptBytes(browser, `${app.address}/billing`, cookie)
  const ratio = own / bare
  console.log(
    `bare page: ${bare} bytes; /billing: ${own} bytes; ${ratio.toFixed(3)} times (at most ${MAX_RATIO})`,
  )
  if (!(bare > 0) || ratio > MAX_RATIO) process.exitCode = 1
} finally {
  await browser.close()
  await Promise.all([app.stop(), bareApp.stop()])
  await data.remove()
  await db().$disconnect()
  await rm(BARE, { recursive: true, force: true })
}
