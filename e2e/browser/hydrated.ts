import { expect, type Locator } from 'playwright/test'

/**
 * Waits until React has taken over an element, which it marks with properties of its own. A page is shown
 * before that, and on a slow machine a press may come too soon: then a form is posted as without a script,
 * and another button does nothing.
 *
 * @returns the element
 */
export async function hydrated(element: Locator): Promise<Locator> {
  const isMarked = (node: Element) => Object.keys(node).some((key) => key.startsWith('__reactProps'))
  await expect.poll(() => element.evaluate(isMarked)).toBe(true)
  return element
}
