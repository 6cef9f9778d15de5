import { expect, type Page } from 'playwright/test'
import { db } from '@/lib/db'
import { readInbox } from '@/tools/test/read-inbox'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { resumeSession } from './resume-session'
import { test } from './test'

const row = (page: Page, name: string) => page.getByRole('listitem', { name })

/** Roles on an account, by address. */
async function rolesOn({ id }: { id: string }): Promise<Record<string, string>> {
  const places = await db().membership.findMany({
    where: { billingAccountId: id },
    include: { user: { select: { email: true } } },
  })
  return Object.fromEntries(places.map(({ role, user }) => [user.email ?? '', role]))
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an owner adds, changes and removes people, and passes ownership on', async ({ page, data }) => {
      const account = await data.account()
      const known = await data.user()
      const owner = await data.user({ account, role: 'OWNER' })
      const invited = data.email()
      await resumeSession(page, owner)
      await page.goto('/billing')
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click()
      await expect(page.getByText('You are the only owner')).toBeVisible()

      const add = async (email: string, role: string) => {
        await page.getByRole('link', { name: 'Add member' }).click()
        await page.getByLabel('Email address').fill(email)
        await page.getByLabel('Role').selectOption({ label: role })
        await page.getByRole('button', { name: 'Add member' }).click()
      }
      await add(invited.toUpperCase(), 'Member')
      await expect(page.getByText('The invitation was saved and emailed')).toBeVisible()
      await expect(row(page, invited)).toContainText('Invited')
      await add(known.email, 'Member')
      await expect(page.getByText('The member was added')).toBeVisible()

      await page.getByRole('link', { name: 'Add member' }).click()
      await page.getByLabel('Email address').fill(known.email)
      await page.getByRole('button', { name: 'Add member' }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('already has this address')
      await page.getByRole('link', { name: 'Cancel' }).click()

      await row(page, known.name).getByRole('link', { name: 'Change role' }).click()
      await page.getByLabel('Role').selectOption({ label: 'Billing member' })
      await page.getByRole('button', { name: 'Change role' }).click()
      await expect(row(page, known.name)).toContainText('Billing member')

      await row(page, invited).getByRole('link', { name: 'Withdraw' }).click()
      await page.getByRole('button', { name: 'Withdraw invitation' }).click()
      await expect(page.getByText('The invitation was withdrawn')).toBeVisible()
      await expect(row(page, invited)).toHaveCount(0)

      await page.getByRole('link', { name: 'Pass ownership on' }).click()
      await page.getByRole('button', { name: 'Pass ownership on' }).click()
      await expect(page.getByText('Ownership was passed on')).toBeVisible()
      expect(await rolesOn(account)).toEqual({ [owner.email]: 'BILLING', [known.email]: 'OWNER' })
      await expect(page.getByRole('link', { name: 'Add member' })).toHaveCount(0)

      await row(page, owner.name).getByRole('link', { name: 'Leave' }).click()
      await page.getByRole('button', { name: 'Leave account' }).click()
      await expect(page.getByText('You have left the account')).toBeVisible()
      expect(await rolesOn(account)).toEqual({ [known.email]: 'OWNER' })
    })
  })

test('an invited person is emailed who invited them, to which account, and where to sign in', async ({
  page,
  data,
}) => {
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  const [invited, known] = [data.email(), await data.user()]
  await resumeSession(page, owner)
  const addMember = async (email: string) => {
    await page.goto('/members/new')
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Add member' }).click()
  }
  await addMember(known.email)
  await expect(page.getByText('The member was added')).toBeVisible()
  for (const notice of ['emailed', 'emailed', 'emailed', 'but the email could not be sent']) {
    await addMember(invited)
    await expect(page.getByText(`The invitation was saved`)).toContainText(notice)
  }

  const inbox = String(process.env.LOCAL_INBOX)
  const emails = await readInbox(inbox, invited)
  expect(emails).toHaveLength(3)
  expect(emails[0]?.subject).toBe(`Invitation to ${account.name} at ${new URL(OWN_ORIGIN).host}`)
  expect(emails[0]?.text).toContain(`${owner.email} invited you to the billing account ${account.name}`)
  expect(emails[0]?.links).toEqual([`${OWN_ORIGIN}/sign-in`])
  expect(await readInbox(inbox, known.email)).toEqual([])
})

test('an invitation is saved when its email cannot be sent, and the page says so', async ({
  page,
  data,
  startApp,
}) => {
  const app = await startApp({ EMAIL_SERVER: 'smtp://127.0.0.1:1' })
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  const email = data.email()
  await page.goto(`${app.address}/members/new`)
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Add member' }).click()
  await expect(page.getByText('the email could not be sent')).toBeVisible()
  await expect(row(page, email)).toContainText('Invited')
  await expect.poll(app.printed).toContain('member.invitation-not-sent')
  expect(app.printed()).not.toContain(email)
})

test('a removed member loses access with the next request, and their keys keep working', async ({
  page,
  data,
  complaints,
  openOtherBrowser,
}) => {
  complaints.expectStatus(404)
  const account = await data.account()
  const removed = await data.user({ account, role: 'BILLING' })
  const key = await data.key(account)
  await db().apiKey.update({ where: { id: key.id }, data: { createdById: removed.id } })
  const theirs = await openOtherBrowser()
  await resumeSession(theirs, removed)
  await theirs.goto('/billing')
  await expect(theirs.getByRole('button', { name: 'Manage billing' })).toBeVisible()

  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/members')
  await row(page, removed.name).getByRole('link', { name: 'Remove' }).click()
  await expect(page.getByText('1 active API key that they created stays')).toBeVisible()
  await page.getByRole('button', { name: 'Remove member' }).click()
  await expect(page.getByText('The member was removed')).toBeVisible()

  await theirs.getByRole('button', { name: 'Manage billing' }).click()
  await expect(theirs.getByRole('main').getByRole('alert')).toContainText('No billing account found')
  await theirs.goto('/billing')
  await expect(theirs.getByRole('heading', { name: 'You are not on a billing account yet' })).toBeVisible()
  expect((await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).revokedAt).toBeNull()
})

test('a plain member sees the members and an owner to ask, no invitations, and can change nothing', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(404)
  const [account, other] = [await data.account(), await data.account()]
  const owner = await data.user({ account, role: 'OWNER' })
  const invited = data.email()
  await db().invitation.create({ data: { billingAccountId: account.id, email: invited, role: 'MEMBER' } })
  const member = await data.user({ account, role: 'MEMBER' })
  await resumeSession(page, member)
  await page.goto('/members')
  await expect(page.getByText(`ask ${owner.name}`)).toBeVisible()
  expect(await page.content()).not.toContain(invited)
  await expect(row(page, owner.name).getByRole('link')).toHaveCount(0)
  await expect(row(page, member.name).getByRole('link')).toHaveText(['Leave'])
  for (const path of [
    '/members/new',
    `/members/${owner.id}/role`,
    `/members/${owner.id}/remove`,
    '/members/ownership',
  ]) {
    await page.goto(path)
    await expect(page).toHaveURL(`/members?account=${account.id}`)
  }
  for (const path of [`/members?account=${other.id}`, `/members/leave?account=${other.id}`])
    expect((await page.goto(path))?.status()).toBe(404)
})
