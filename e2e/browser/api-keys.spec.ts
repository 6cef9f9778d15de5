import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type Page } from 'playwright/test'
import { createTestKey } from '@/lib/api-keys/create-test-key'
import { hashApiKey } from '@/lib/api-keys/format'
import { reportApiKey } from '@/lib/api-keys/revoke-api-key'
import { NO_REQUEST } from '@/lib/audit/event'
import { db } from '@/lib/db'
import { bearer, send } from '../fixtures/send'
import { hydrated } from './hydrated'
import { resumeSession } from './resume-session'
import { test } from './test'

const keysOf = (account: { id: string }) => db().apiKey.findMany({ where: { billingAccountId: account.id } })

/** The API's status for a key: 200 for a valid one. */
const statusFor = async (key: string) => (await send({ headers: bearer({ key }) })).status

/** Expands an account's latest events on /billing. */
const activityOf = (page: Page) => page.locator('summary').filter({ hasText: 'Activity' })

/** Submits the form for a new key, and returns the key. */
async function createKey(page: Page, name: string, expires = '90 days'): Promise<string> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Expires after').selectOption({ label: expires })
  await page.getByRole('button', { name: 'Create API key' }).click()
  return (await page.getByRole('region', { name: 'API key', exact: true }).textContent()) ?? ''
}

test('a new key is shown once, can be copied, and its curl line works unchanged', async ({
  page,
  context,
  data,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'BILLING' }))
  await page.goto('/billing')
  await page.getByRole('link', { name: 'API keys', exact: true }).click()
  await page.getByRole('link', { name: 'Create API key' }).click()
  await hydrated(page.getByRole('button', { name: 'Create API key' }))
  const key = await createKey(page, 'Back office')
  await expect(page.getByRole('heading', { name: 'Your new API key' })).toBeFocused()
  expect(page.url()).not.toContain(key.slice(0, 13))

  await page.getByRole('button', { name: 'Copy API key' }).click()
  await expect(page.getByText('Copied API key.')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  await page.getByRole('button', { name: 'Copy cURL request' }).click()
  await expect(page.getByText('Copied cURL request.')).toBeAttached()
  const curl = await page.evaluate(() => navigator.clipboard.readText())
  const { stdout } = await promisify(execFile)('sh', ['-c', `${curl} --silent`])
  expect(JSON.parse(stdout)).toEqual({ url: expect.stringContaining('/p/session/') })

  await page.getByRole('link', { name: 'Done' }).click()
  const row = page.getByRole('listitem', { name: 'Back office' })
  await expect(row).toContainText(`${key.slice(0, 13)}…`)
  await expect(row).toContainText('just now')
  expect(await page.content()).not.toContain(key)
})

test('a double click creates one key', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/api-keys/new')
  const button = await hydrated(page.getByRole('button', { name: 'Create API key' }))
  await page.getByLabel('Name').fill('Twice')
  await button.dblclick()
  await expect(page.getByRole('heading', { name: 'Your new API key' })).toBeVisible()
  expect(await keysOf(account)).toHaveLength(1)
})

test('explains an invalid name beside the field, and keeps the other choices', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/api-keys/new')
  await hydrated(page.getByRole('button', { name: 'Create API key' }))
  await page.getByLabel('Name').fill('   ')
  await page.getByLabel('Expires after').selectOption('365')
  await page.getByRole('button', { name: 'Create API key' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Name must be' })).toBeVisible()
  await expect(page.getByLabel('Expires after')).toHaveValue('365')
  expect(await keysOf(account)).toEqual([])
})

test('revoking asks for confirmation, and then the key is refused', async ({ page, data }) => {
  const account = await data.account()
  const { key } = await createTestKey(account.id, { name: 'Old importer' })
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/api-keys')
  const revoke = page.getByRole('listitem', { name: 'Old importer' }).getByRole('link', { name: 'Revoke' })
  await revoke.click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  expect(await statusFor(key)).toBe(200)

  await revoke.click()
  await (await hydrated(page.getByRole('button', { name: 'Revoke API key' }))).click()
  await expect(page.getByRole('heading', { name: 'API key revoked' })).toBeFocused()
  expect(await statusFor(key)).toBe(401)
  await page.getByRole('link', { name: 'Back to API keys' }).click()
  await expect(page.getByRole('heading', { name: 'No active API keys' })).toBeVisible()
  await page.getByText('1 revoked or expired key').click()
  await expect(page.getByRole('listitem', { name: 'Old importer' })).toContainText('Revoked')
})

test('rotating returns a new key while the old one keeps working', async ({ page, data }) => {
  const account = await data.account()
  const old = await createTestKey(account.id, { name: 'Back office' })
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/api-keys')
  await page.getByRole('link', { name: 'Rotate' }).click()
  await page.getByLabel('The old key works for another').selectOption({ label: '1 hour' })
  await (await hydrated(page.getByRole('button', { name: 'Rotate API key' }))).click()
  await expect(page.getByText(/The old key, .* works until/)).toBeVisible()
  const key = await page.getByRole('region', { name: 'API key', exact: true }).textContent()
  expect([await statusFor(key ?? ''), await statusFor(old.key)]).toEqual([200, 200])
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page.getByRole('listitem', { name: 'Back office' })).toHaveCount(2)
  await expect(page.getByText('expires within a day')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Rotate' })).toHaveCount(1)
})

test('a plain member sees no keys and cannot create one, not even by URL', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(404)
  const account = await data.account()
  const { id } = await createTestKey(account.id, { name: 'Secret importer' })
  await resumeSession(page, await data.user({ account, role: 'MEMBER' }))
  await page.goto('/billing')
  await expect(page.getByRole('link', { name: 'API keys' })).toHaveCount(0)
  for (const path of ['/api-keys', '/api-keys/new']) {
    await page.goto(path)
    await expect(page.getByText('API keys are for owners and billing members')).toBeVisible()
    await expect(page.getByText('Secret importer')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Create API key' })).toHaveCount(0)
  }
  expect((await page.goto(`/api-keys/${id}/revoke`))?.status()).toBe(404)
})

test('another account’s page and key are 404', async ({ page, data, complaints }) => {
  complaints.expectStatus(404)
  const [own, other] = [await data.account(), await data.account()]
  const { id } = await createTestKey(other.id)
  await resumeSession(page, await data.user({ account: own, role: 'OWNER' }))
  for (const path of [`/api-keys?account=${other.id}`, `/api-keys/${id}/rotate`, '/api-keys/%00/revoke'])
    expect((await page.goto(path))?.status()).toBe(404)
})

test('an owner of several accounts switches between their keys', async ({ page, data }) => {
  const [first, second] = [await data.account(), await data.account()]
  await createTestKey(second.id, { name: 'Of the second' })
  await resumeSession(
    page,
    await data.user({ account: first, role: 'OWNER' }, { account: second, role: 'BILLING' }),
  )
  await page.goto('/api-keys')
  await expect(page.getByRole('heading', { name: 'No active API keys' })).toBeVisible()
  await page.getByText(first.name).first().click()
  const accounts = page.getByRole('navigation', { name: 'Accounts' })
  await expect(accounts.getByRole('link', { name: first.name })).toHaveAttribute('aria-current', 'true')
  await accounts.getByRole('link', { name: second.name }).click()
  await expect(page.getByRole('listitem', { name: 'Of the second' })).toBeVisible()
})

test('owners see a reported key, and who did what', async ({ page, data }) => {
  const account = await data.account()
  const leaked = await createTestKey(account.id, { name: 'Leaked importer' })
  await reportApiKey(hashApiKey(leaked.key), NO_REQUEST)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  for (const path of ['/api-keys', '/billing']) {
    await page.goto(path)
    await expect(page.getByRole('region', { name: 'Reported keys' })).toContainText('Leaked importer')
  }
  await activityOf(page).click()
  await page.getByRole('link', { name: 'All activity' }).click()
  await expect(page.getByText('Someone found and reported the API key Leaked importer')).toBeVisible()
})

test('a person’s portal session is in the activity, only for owners', async ({ page, data }) => {
  const account = await data.account()
  const billing = await data.user({ account, role: 'BILLING' })
  await resumeSession(page, billing)
  await page.goto('/billing')
  await expect(activityOf(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Manage billing' }).click()
  await expect(page).toHaveURL(/\/p\/session\//)
  const events = await db().auditEvent.findMany({ where: { billingAccountId: account.id } })
  expect(events).toMatchObject([
    { action: 'portal.requested', actorId: billing.id, browser: 'Chrome on Linux' },
  ])
  await page.goto('/billing/activity')
  await expect(page.getByText('Activity is for owners')).toBeVisible()

  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing/activity')
  await expect(page.getByText(`${billing.name} requested a billing portal session`)).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a key is created, rotated and revoked, and shown in the form’s response', async ({ page, data }) => {
    const account = await data.account()
    await resumeSession(page, await data.user({ account, role: 'OWNER' }))
    await page.goto('/api-keys')
    await page.getByRole('link', { name: 'Create API key' }).click()
    const first = await createKey(page, 'Back office', 'Never')
    expect(await statusFor(first)).toBe(200)
    await page.getByRole('link', { name: 'Done' }).click()
    await expect(page.getByText('never expires')).toBeVisible()

    await page.getByRole('link', { name: 'Rotate' }).click()
    await page.getByLabel('The old key works for another').selectOption('0')
    await page.getByRole('button', { name: 'Rotate API key' }).click()
    const second = (await page.getByRole('region', { name: 'API key', exact: true }).textContent()) ?? ''
    expect([await statusFor(second), await statusFor(first)]).toEqual([200, 401])
    await page.getByRole('link', { name: 'Done' }).click()

    await page.getByRole('link', { name: 'Revoke' }).click()
    await page.getByRole('button', { name: 'Revoke API key' }).click()
    await expect(page.getByRole('heading', { name: 'API key revoked' })).toBeVisible()
    expect(await statusFor(second)).toBe(401)
  })

  test('explains a blank name and one key too many', async ({ page, data }) => {
    const account = await data.account()
    await resumeSession(page, await data.user({ account, role: 'OWNER' }))
    await page.goto('/api-keys/new')
    await page.getByLabel('Name').fill('   ')
    await page.getByRole('button', { name: 'Create API key' }).click()
    await expect(page.getByText('Name must be 1 to 100 characters')).toBeVisible()

    for (let made = 0; made < 20; made++) await createTestKey(account.id)
    await page.getByLabel('Name').fill('One too many')
    await page.getByRole('button', { name: 'Create API key' }).click()
    await expect(page.getByRole('alert')).toContainText(
      'This account has 20 API keys, which is the limit. Revoke a key',
    )
    expect(await keysOf(account)).toHaveLength(20)
  })

  test('redirects to sign-in when the session has ended', async ({ page, data }) => {
    const account = await data.account()
    const owner = await data.user({ account, role: 'OWNER' })
    await resumeSession(page, owner)
    await page.goto('/api-keys/new')
    await page.getByLabel('Name').fill('Too late')
    await db().session.deleteMany({ where: { userId: owner.id } })
    await page.getByRole('button', { name: 'Create API key' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await keysOf(account)).toEqual([])
  })
})
