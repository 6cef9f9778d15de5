import { join } from 'node:path'
import axeCore from 'axe-core'
import { expect, type Page } from 'playwright/test'
import { PAGES } from './pages'
import { test } from './test'

/** 320 px comes from WCAG 2.2, 1.4.10. The others are a common phone and a desktop. */
const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1280, height: 980 },
]

const SCHEMES = ['light', 'dark'] as const

/** All of axe's rules for WCAG 2.2, levels A and AA, and its best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Where `npm run shots` wants the pictures. */
const { SHOTS } = process.env

for (const [name, { status = 200, fullPage = true, arrive }] of Object.entries(PAGES)) {
  test(`${name} is accessible and fits, in every width and color scheme`, async ({
    page,
    data,
    complaints,
  }) => {
    if (status !== 200) complaints.expectStatus(status)
    await arrive(page, data)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    // Once per page, because parsing axe takes longer than running it.
    await page.evaluate(axeCore.source)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      expect.soft(await overflow(page), `pixels beyond the edge at ${size.width} px`).toBe(0)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme })
        const look = `${size.width}-${colorScheme}`
        expect.soft(await violations(page), look).toEqual([])
        if (SHOTS) await page.screenshot({ path: join(SHOTS, fileName(name), `${look}.png`), fullPage })
      }
    }
  })
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const violations = (page: Page) =>
  page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) }))
  }, RULES)

/** “/billing with a plan” becomes “billing-with-a-plan”. */
const fileName = (name: string) => name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')
