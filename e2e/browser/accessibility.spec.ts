import axeCore from 'axe-core'
import { expect, type Page } from 'playwright/test'
import { PAGES } from './pages'
import { test } from './test'

/** Colors do not depend on the width, so two looks cover everything. 320 px comes from WCAG 2.2, 1.4.10. */
const LOOKS = [
  { name: 'a desktop in light mode', size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'a small phone in dark mode', size: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const

const PHONE = { width: 390, height: 844 }

/** All of axe's rules for WCAG 2.2, levels A and AA, and its best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

for (const [name, { status = 200, arrive }] of Object.entries(PAGES)) {
  test(`${name} is accessible and fits, on a desktop in light mode and on a phone in dark mode`, async ({
    page,
    data,
    complaints,
  }) => {
    if (status !== 200) complaints.expectStatus(status)
    await arrive(page, data)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await page.setViewportSize(PHONE)
    expect.soft(await overflow(page), 'pixels beyond the edge on a phone').toBe(0)
    // Once per page, because parsing axe takes longer than running it.
    await page.evaluate(axeCore.source)
    for (const { name, size, colorScheme } of LOOKS) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      expect.soft(await overflow(page), `pixels beyond the edge on ${name}`).toBe(0)
      expect.soft(await violations(page), name).toEqual([])
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
