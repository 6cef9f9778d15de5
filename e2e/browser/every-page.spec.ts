import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type axeCore from 'axe-core'
import type { RunOptions } from 'axe-core'
import { expect, type Page } from 'playwright/test'
import { PAGES } from './pages'
import { test } from './test'

/**
 * 320 px comes from WCAG 2.2, 1.4.10. The others are a common phone and a desktop. No style begins between
 * 320 px and the phone (the narrowest breakpoint is 640 px), so the phone has the colors of 320 px.
 */
const SIZES = [
  { width: 320, height: 640, ownColors: true },
  { width: 390, height: 844, ownColors: false },
  { width: 1280, height: 980, ownColors: true },
]

const SCHEMES = ['light', 'dark'] as const

/** All of axe's rules for WCAG 2.2, levels A and AA, and its best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Those of its category `cat.color`, which take most of its time. What the others judge (names, roles, sizes,
 * what is visible) changes with the width, but not with the color scheme, which replaces colors alone.
 */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']
const ALL: RunOptions = { runOnly: RULES }
const WITHOUT_COLORS: RunOptions = {
  runOnly: RULES,
  rules: Object.fromEntries(COLOR_RULES.map((id) => [id, { enabled: false }])),
}
const COLORS: RunOptions = { runOnly: COLOR_RULES }

/** Half as long as the package's `source`, and every page parses it. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

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
    await page.evaluate(AXE)
    for (const { ownColors, ...size } of SIZES) {
      await page.setViewportSize(size)
      expect.soft(await overflow(page), `pixels beyond the edge at ${size.width} px`).toBe(0)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme })
        const look = `${size.width}-${colorScheme}`
        const options = optionsFor(colorScheme, ownColors)
        if (options) expect.soft(await violations(page, options), look).toEqual([])
        if (SHOTS) await page.screenshot({ path: join(SHOTS, fileName(name), `${look}.png`), fullPage })
      }
    }
  })
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

function optionsFor(colorScheme: string, ownColors: boolean): RunOptions | null {
  if (colorScheme === 'light') return ownColors ? ALL : WITHOUT_COLORS
  return ownColors ? COLORS : null
}

const violations = (page: Page, options: RunOptions) =>
  page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const { violations } = await axe.run(document, { ...options, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) }))
  }, options)

/** “/billing with a plan” becomes “billing-with-a-plan”. */
const fileName = (name: string) => name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')
