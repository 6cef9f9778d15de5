import { type BrowserContext, expect, type Page } from 'playwright/test'
import { test as base } from '../fixtures/test'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * Collects a browser's complaints: console errors (including Content-Security-Policy violations), uncaught
 * exceptions, and requests to other machines.
 */
class Complaints {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`console: ${message.text()}`)
    })
    context.on('weberror', (event) => this.#found.push(`exception: ${event.error().message}`))
    context.on('request', (request) => {
      if (!isLocal(request.url())) this.#found.push(`request to ${new URL(request.url()).origin}`)
    })
  }

  /** Ignores complaints that match, such as those of a request that is meant to fail. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** Ignores the console error of a response with this status. */
  expectStatus(status: number): void {
    this.expect(new RegExp(`^console: Failed to load resource: .* status of ${status} `))
  }

  unexpected(): string[] {
    return this.#found.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)))
  }
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return !protocol.startsWith('http') || LOOPBACK.includes(hostname) || hostname.endsWith('.localhost')
}

type Fixtures = {
  /** Fails the test on any unexpected complaint. */
  complaints: Complaints
  /** Opens a page in another browser context, for a second person. */
  openOtherBrowser: () => Promise<Page>
}

/** The `test` for browser tests. It fails on any unexpected complaint of the browser. */
export const test = base.extend<Fixtures>({
  complaints: [
    // It asks for `startApp` so that it judges before those processes stop: a page that is still loading from
    // one would complain about its end.
    async ({ context, startApp: _ }, use) => {
      const complaints = new Complaints()
      complaints.watch(context)
      await use(complaints)
      expect(complaints.unexpected(), 'complaints of the browser').toEqual([])
    },
    { auto: true },
  ],
  openOtherBrowser: async ({ browser, complaints }, use) => {
    const pages: Page[] = []
    await use(async () => {
      const context = await browser.newContext()
      complaints.watch(context)
      const page = await context.newPage()
      pages.push(page)
      return page
    })
    await Promise.all(pages.map((page) => page.context().close()))
  },
})
