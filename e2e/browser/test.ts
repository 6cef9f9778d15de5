import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type BrowserContext, expect, type Page } from 'playwright/test'
import { db } from '@/lib/db'
import { test as base } from '../fixtures/test'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * What a browser has to complain about: errors on its console (a violation of the Content-Security-Policy is
 * one), exceptions that nobody caught, and requests to anywhere but this machine.
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

  /** Lets one kind of complaint pass, such as that of a request which a test means to fail. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** Lets pass what browsers write when something is answered with this status. */
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
  /** Fails the test on every complaint that it did not expect. */
  complaints: Complaints
  /** A page in another browser, as a second person has it. */
  openOtherBrowser: () => Promise<Page>
  /**
   * Makes a billing account with the operator's own command. Returns its id; the account is removed with the
   * test.
   */
  createAccountAsOperator: (options: { name: string; owner: string; customer: string }) => Promise<string>
}

/**
 * This project's `test` for tests in a browser, in which nothing may be wrong that the test does not speak
 * of.
 */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints()
      complaints.watch(context)
      await use(complaints)
      expect(complaints.unexpected(), 'what the browser complained about').toEqual([])
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed.
  createAccountAsOperator: async ({}, use) => {
    const ids: string[] = []
    await use(async ({ name, owner, customer }) => {
      const command = ['account', 'create', '--name', name, '--owner', owner, '--customer', customer]
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        'tools/admin.ts',
        ...command,
      ])
      const { id } = JSON.parse(stdout) as { id: string }
      ids.push(id)
      return id
    })
    await db().billingAccount.deleteMany({ where: { id: { in: ids } } })
  },
})
