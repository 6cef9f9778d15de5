import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type Page } from 'playwright/test'
import { db } from '@/lib/db'
import { test as base } from '../fixtures/test'
import { Complaints } from './complaints'

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
