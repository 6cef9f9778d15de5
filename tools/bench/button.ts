import { type Browser, chromium } from 'playwright'
import { chromiumPath } from '@/e2e/chromium-path'
import { STRIPE } from '@/e2e/fixtures/local-environment'
import { startApp } from '@/e2e/fixtures/start-app'
import { TestData, type TestUser } from '@/e2e/fixtures/test-data'
import { db } from '@/lib/db'
import { injectFault } from '@/tools/local/stripe/control'

/**
 * Measures the time from a click on Manage billing to the start of the portal's document, with a Stripe that
 * takes 300 ms. It compares a click after hovering, a click without prefetch (for people who save data), and
 * an immediate click. The three take turns.
 *
 * npm run bench -- button [RUNS]
 */
const RUNS = Math.max(15, Number(process.argv[2] ?? 15))
const STRIPE_MS = 300
const HOVER_MS = 250

const VARIANTS = {
  'click after hovering 250 ms': { hovers: true, savesData: false },
  'click without prefetch': { hovers: true, savesData: true },
  'immediate click': { hovers: false, savesData: false },
}

/** Milliseconds from the click event to the start of the portal's document. */
async function measure(
  browser: Browser,
  address: string,
  { cookie }: TestUser,
  { hovers, savesData }: { hovers: boolean; savesData: boolean },
): Promise<number> {
  const context = await browser.newContext()
  try {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    if (savesData)
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
      )
    let clickedAt = Number.NaN
    page.on('console', (message) => {
      const [, time] = /^clicked at ([\d.]+)$/.exec(message.text()) ?? []
      if (time) clickedAt = Number(time)
    })
    await page.addInitScript(() =>
      addEventListener(
        'click',
        ({ timeStamp }) => console.log(`clicked at ${performance.timeOrigin + timeStamp}`),
        true,
      ),
    )
    await page.goto(`${address}/billing`, { waitUntil: 'networkidle' })
    const box = await page.getByRole('button', { name: 'Manage billing' }).boundingBox()
    if (!box) throw new Error('There is no button.')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    if (hovers) await page.waitForTimeout(HOVER_MS)
    await page.mouse.down()
    await page.mouse.up()
    await page.waitForURL(/\/p\/session\//)
    return (await page.evaluate(() => performance.timeOrigin)) - clickedAt
  } finally {
    await context.close()
  }
}

const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

const data = new TestData()
const app = await startApp({ RATE_LIMIT_PER_MINUTE: '100000' })
const browser = await chromium.launch({ executablePath: await chromiumPath() })
try {
  const account = await data.account()
  const user = await data.user({ account, role: 'OWNER' })
  const path = '/v1/billing_portal/sessions'
  await injectFault(STRIPE, {
    kind: 'latency',
    customer: account.customer,
    path,
    ms: STRIPE_MS,
    times: 1_000_000,
  })
  const times = new Map<string, number[]>(Object.keys(VARIANTS).map((variant) => [variant, []]))
  for (let run = 0; run <= RUNS; run += 1)
    for (const [variant, options] of Object.entries(VARIANTS)) {
      const time = await measure(browser, app.address, user, options)
      // The first round warms up the server.
      if (run > 0) times.get(variant)?.push(time)
    }
  for (const [variant, all] of times)
    console.log(
      `${variant}: median ${median(all).toFixed(0)} ms of ${all.length} ` +
        `(${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)})`,
    )
  const [hovered = [], requested = [], immediate = []] = times.values()
  console.log(
    `hovering takes ${(median(hovered) / median(requested)).toFixed(2)} of the time (target: at most 0.35)`,
  )
  console.log(
    `an immediate click takes ${(median(immediate) / median(requested)).toFixed(2)} (target: at most 1)`,
  )
} finally {
  await browser.close()
  await app.stop()
  await data.remove()
  await db().$disconnect()
}
