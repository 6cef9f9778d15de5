import { expect, type Locator } from 'playwright/test'

/**
 * Waits until React has hydrated an element, which it marks with its own properties. A page is visible
 * earlier, and an early press posts a form as if there were no script, or does nothing.
 *
 * @returns the element
 */
export async function hydrated(element: Locator): Promise<Locator> {
  const isMarked = (node: Element) => Object.keys(node).some((key) => key.startsWith('__reactProps'))
  await expect.poll(() => element.evaluate(isMarked)).toBe(true)
  return element
}
