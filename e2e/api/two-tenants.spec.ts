import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'playwright/test'
import { db } from '@/lib/db'
import { AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import type { TestData } from '../fixtures/test-data'

/*
 * Two tenants: whatever a user or a key of one account sends to any page, action or URL, nothing of the other
 * account is read or changed, and the response is the one for ids that do not exist.
 */

/** The ids that a request can name, of the other account or of nothing. */
type Ids = { account: string; key: string; user: string; invitation: string; subscription: string }

const ABSENT: Ids = {
  account: 'cabsent00000000000000001',
  key: 'cabsent00000000000000002',
  user: 'cabsent00000000000000003',
  invitation: 'cabsent00000000000000004',
  subscription: 'sub_absent',
}

/** The fields of each server action besides `accountId`. The build lists the actions: none is forgotten. */
const ACTION_FIELDS: Record<string, (ids: Ids) => Record<string, string>> = {
  'app/api-keys/actions.ts createKey': () => ({
    name: 'Intruder',
    lifetime: '30',
    scope: 'billing_portal:create',
  }),
  'app/api-keys/actions.ts rotateKey': ({ key }) => ({ keyId: key, overlapHours: '0', lifetime: '30' }),
  'app/api-keys/actions.ts revokeKey': ({ key }) => ({ keyId: key }),
  'app/members/actions.ts addMember': () => ({ email: 'intruder@example.com', role: 'OWNER' }),
  'app/members/actions.ts changeRole': ({ user }) => ({ userId: user, role: 'MEMBER' }),
  'app/members/actions.ts removeMember': ({ user }) => ({ userId: user }),
  'app/members/actions.ts leave': () => ({}),
  'app/members/actions.ts transferOwnership': ({ user }) => ({ userId: user }),
  'app/members/actions.ts withdrawInvitation': ({ invitation }) => ({ invitationId: invitation }),
}

type Action = { id: string; name: string; page: string }

function listActions(): Action[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
  }
  return Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => {
    const [page = ''] = Object.keys(workers)
    return { id, name: `${filename} ${exportedName}`, page: page.replace(/^app|\/page$/g, '') }
  })
}

/** The paths of all pages, such as `/api-keys/[id]/revoke`. */
const PAGES = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)page\.tsx$/.test(path))
  .map((path) => `/${path.replace(/\/?page\.tsx$/, '')}`)

type Tenants = Awaited<ReturnType<typeof makeTenants>>

async function makeTenants(data: TestData) {
  // Without a customer, because figures are streamed and one page then differs from the next.
  const [own, other] = [await data.accountWithoutCustomer(), await data.account()]
  const owner = await data.user({ account: other, role: 'OWNER' })
  const invitation = { email: data.email(), role: 'MEMBER' as const, billingAccountId: other.id }
  await db().invitation.create({ data: invitation })
  const ids: Ids = {
    account: other.id,
    key: (await data.key(other)).id,
    user: owner.id,
    invitation: await findInvitationId(invitation),
    subscription: (await data.subscription(other.customer)).id,
  }
  const people = {
    owner: await data.user({ account: own, role: 'OWNER' }),
    billing: await data.user({ account: own, role: 'BILLING' }),
    member: await data.user({ account: own, role: 'MEMBER' }),
    stranger: await data.user(),
  }
  const traces = [other.name, other.customer, owner.email, invitation.email]
  return { own, other, owner, ids, people, key: await data.key(own), traces }
}

async function findInvitationId(invitation: { billingAccountId: string; email: string }): Promise<string> {
  return (await db().invitation.findFirstOrThrow({ where: invitation })).id
}

/** Every row of an account. */
async function rowsOf(id: string) {
  return db().billingAccount.findUniqueOrThrow({
    where: { id },
    include: { memberships: true, invitations: true, apiKeys: true, auditEvents: true },
  })
}

/** What a person or program gets to see of a response, without what differs between any two. */
function seen({ status, text, headers }: Awaited<ReturnType<typeof send>>, ids: Ids): string {
  const scripts = /<script[\s\S]*?<\/script>|<!--[\s\S]*?-->|nonce="[^"]*"/g
  const visible = (text.match(/<main[\s\S]*<\/main>/)?.[0] ?? text).replace(scripts, '')
  const whole = `${status} ${headers.location ?? ''} ${visible}`
  return Object.entries(ids)
    .reduce((result, [name, id]) => result.replaceAll(id, `{${name}}`), whole)
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '{uuid}')
    .replace(/"(?:b|f|q|i|p)":"[^"]*"/g, '')
}

/** What `[id]` stands for in a page's path. */
function idIn(page: string, ids: Ids): string {
  if (page.includes('invitations')) return ids.invitation
  return page.startsWith('/members') ? ids.user : ids.key
}

type Sent = (ids: Ids) => Parameters<typeof send>[0]

/** Encodes `action(previousState, form)` as React's client does. */
function callAction({ id, page }: Action, cookie: string, fields: Record<string, string>): ReturnType<Sent> {
  const boundary = 'two-tenants'
  const parts = Object.entries(fields).map(([name, value]) => [`_1_${name}`, value] as const)
  const body = [...parts, ['0', '[null,"$K1"]'] as const]
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')
  const headers = {
    ...fromOwnPage({ cookie }),
    Accept: 'text/x-component',
    'Next-Action': id,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  }
  return { path: page.replace('[id]', idIn(page, ABSENT)), headers, body: `${body}--${boundary}--\r\n` }
}

test('every server action is tried by the other tenant', () => {
  expect(Object.keys(ACTION_FIELDS).sort()).toEqual(
    listActions()
      .map(({ name }) => name)
      .sort(),
  )
})

test('nothing of another account is read, changed or told apart from what does not exist', async ({
  data,
}) => {
  test.setTimeout(180_000)
  const tenants = await makeTenants(data)
  const { other, owner, ids, people, key, traces } = tenants
  const callers = [`key:${key.id}`, ...Object.values(people).map(({ id }) => `user:${id}`)]
  const before = await rowsOf(other.id)
  const statuses = new Set<number>()

  for (const request of everyRequest(tenants)) {
    const [theirs, nobodys] = [await send(request(ids)), await send(request(ABSENT))]
    const { method = 'POST', path, headers } = request(ids)
    const sent = `${method} ${path} ${headers?.['Next-Action'] ?? ''}`
    expect(seen(theirs, ids), sent).toBe(seen(nobodys, ABSENT))
    for (const trace of traces) expect(theirs.text, sent).not.toContain(trace)
    statuses.add(theirs.status)
    // Limits have tests of their own.
    await db().rateLimitBucket.deleteMany({ where: { caller: { in: callers } } })
  }
  expect(await rowsOf(other.id)).toEqual(before)
  expect(await portalCalls(other.customer)).toEqual([])
  for (const status of [200, 303, 404]) expect(statuses).toContain(status)

  // The same requests do work for the other account's own owner.
  const revoke = listActions().find(({ name }) => name.endsWith(' revokeKey')) ?? assert.fail('no revokeKey')
  await send(callAction(revoke, owner.cookie, { accountId: other.id, keyId: ids.key }))
  expect((await rowsOf(other.id)).apiKeys).toMatchObject([{ revokedAt: expect.any(Date) }])
})

/** Every page, action and endpoint, as each person and key of the own account. */
function* everyRequest({ own, people, key }: Tenants): Generator<Sent> {
  for (const person of Object.values(people)) {
    for (const page of PAGES)
      for (const query of [true, false])
        yield (ids) => ({
          method: 'GET',
          path: page.replace('[id]', idIn(page, ids)).concat(query ? `?account=${ids.account}` : ''),
          headers: { Cookie: person.cookie },
        })

    for (const action of listActions()) {
      const fields = ACTION_FIELDS[action.name] ?? assert.fail(action.name)
      yield (ids) => callAction(action, person.cookie, { accountId: ids.account, ...fields(ids) })
      // The other account's rows, as if they belonged to the own account.
      if (Object.values(fields(ABSENT)).some((value) => Object.values(ABSENT).includes(value)))
        yield (ids) => callAction(action, person.cookie, { accountId: own.id, ...fields(ids) })
    }

    yield (ids) => ({
      path: '/api/hosted-invoice',
      headers: { ...fromOwnPage(person), ...AS_FORM },
      body: `billingAccountId=${ids.account}&invoice=in_absent`,
    })
    yield (ids) => ({
      headers: { ...fromOwnPage(person), ...AS_FORM },
      body: `billingAccountId=${ids.account}`,
    })
  }
  for (const by of [bearer(key), ...Object.values(people).map((person) => fromOwnPage(person))])
    for (const hasFlow of [true, false])
      yield ({ account, subscription }) => ({
        headers: { ...by, ...AS_JSON },
        body: JSON.stringify({
          billingAccountId: account,
          ...(hasFlow && { flow: { type: 'subscription_cancel', subscription } }),
        }),
      })
}
