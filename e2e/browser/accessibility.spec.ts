import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { PAGES } from './pages'
import { test } from './test'

/**
 * Colours do not depend on the device, so that two looks show all there is. The phone's width is WCAG's: 2.2,
 * 1.4.10.
 */
const LOOKS = [
  { name: 'a desktop in the light', size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'a phone in the dark', size: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const

/** All that axe can tell of WCAG 2.2, levels A and AA, and its own good advice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

for (const [name, { status = 200, arrive }] of Object.entries(PAGES)) {
  test(`${name} is accessible and fits, on a desktop in the light and on a phone in the dark`, async ({
    page,
    data,
    complaints,
  }) => {
    if (status !== 200) complaints.expectStatus(status)
    await arrive(page, data)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    for (const { name, size, colorScheme } of LOOKS) {
      await page.setViewportSize(size)
      // Without motion, so that colours are not measured on their way from the light to the dark.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect.soft(await overflow(page), `pixels beyond the edge on ${name}`).toBe(0)
      const axe = new AxeBuilder({ page }).withTags(RULES).options({ resultTypes: ['violations'] })
      // Legacy mode leaves out foreign frames, which no page has, and is much faster.
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
