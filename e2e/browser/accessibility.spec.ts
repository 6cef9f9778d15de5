import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { PAGES } from './pages'
import { test } from './test'

/** Colours do not depend on the device, so two looks cover everything. 320 px comes from WCAG 2.2, 1.4.10. */
const LOOKS = [
  { name: 'a desktop in light mode', size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'a phone in dark mode', size: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const

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
    for (const { name, size, colorScheme } of LOOKS) {
      await page.setViewportSize(size)
      // Without motion, so that colours are not measured during a transition.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect.soft(await overflow(page), `pixels beyond the edge on ${name}`).toBe(0)
      const axe = new AxeBuilder({ page }).withTags(RULES).options({ resultTypes: ['violations'] })
      // Legacy mode skips cross-origin frames, which no page has, and is much faster.
      const { violations } = await axe.setLegacyMode().analyze()
      expect.soft(violations.map(summary), name).toEqual([])
    }
  })
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const summary = ({ id, help, nodes }: { id: string; help: string; nodes: { html: string }[] }) => ({
  id,
  help,
  nodes: nodes.map(({ html }) => html),
})
