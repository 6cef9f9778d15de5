import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
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

/** One seed, so that the gate tests the same every day; another one with FUZZ_SEED. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_125)
const RUNS = 120

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
  'app/members/actions.ts add': () => ({ email: 'intruder@example.com', role: 'OWNER' }),
  'app/members/actions.ts setRole': ({ user }) => ({ userId: user, role: 'MEMBER' }),
  'app/members/actions.ts remove': ({ user }) => ({ userId: user }),
  'app/members/actions.ts leave': () => ({}),
  'app/members/actions.ts passOn': ({ user }) => ({ userId: user }),
  'app/members/actions.ts withdraw': ({ invitation }) => ({ invitationId: invitation }),
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
  const { own, other, owner, ids, people, key, traces } = await makeTenants(data)
  const actions = listActions()

  const person = fc.constantFrom(...Object.values(people))
  const requests: fc.Arbitrary<Sent> = fc.oneof(
    fc.record({ person, page: fc.constantFrom(...PAGES), query: fc.boolean() }).map(
      ({ person, page, query }): Sent =>
        (ids) => ({
          method: 'GET',
          path: page.replace('[id]', idIn(page, ids)).concat(query ? `?account=${ids.account}` : ''),
          headers: { Cookie: person.cookie },
        }),
    ),
    fc.record({ person, action: fc.constantFrom(...actions), within: fc.boolean() }).map(
      ({ person, action, within }): Sent =>
        (ids) => {
          const takes = ACTION_FIELDS[action.name]?.(ids) ?? {}
          const namesRow = Object.values(takes).some((value) => Object.values(ids).includes(value))
          // The other account itself, or its rows as if they belonged to the person's own account.
          const accountId = within && namesRow ? own.id : ids.account
          return callAction(action, person.cookie, { accountId, ...takes })
        },
    ),
    person.map(
      (person): Sent =>
        (ids) => ({
          path: '/api/hosted-invoice',
          headers: { ...fromOwnPage(person), ...AS_FORM },
          body: `billingAccountId=${ids.account}&invoice=in_absent`,
        }),
    ),
    fc.record({ person: fc.option(person), flow: fc.boolean(), form: fc.boolean() }).map(
      ({ person, flow, form }): Sent =>
        (ids) => {
          const fields = {
            billingAccountId: ids.account,
            ...(flow && { flow: { type: 'subscription_cancel', subscription: ids.subscription } }),
          }
          if (person && form)
            return {
              headers: { ...fromOwnPage(person), ...AS_FORM },
              body: `billingAccountId=${ids.account}`,
            }
          const by = person ? fromOwnPage(person) : bearer(key)
          return { headers: { ...by, ...AS_JSON }, body: JSON.stringify(fields) }
        },
    ),
  )

  const callers = [`key:${key.id}`, ...Object.values(people).map(({ id }) => `user:${id}`)]
  const before = await rowsOf(other.id)
  const statuses = new Map<number, number>()
  const holds = fc.asyncProperty(requests, async (sent) => {
    const [theirs, nobodys] = [await send(sent(ids)), await send(sent(ABSENT))]
    expect(seen(theirs, ids)).toBe(seen(nobodys, ABSENT))
    for (const trace of traces) expect(theirs.text).not.toContain(trace)
    statuses.set(theirs.status, (statuses.get(theirs.status) ?? 0) + 1)
    // Limits have tests of their own.
    await db().rateLimitBucket.deleteMany({ where: { caller: { in: callers } } })
  })
  await fc.assert(holds, { numRuns: RUNS, seed: SEED })

  expect(await rowsOf(other.id)).toEqual(before)
  expect(await portalCalls(other.customer)).toEqual([])
  for (const status of [200, 303, 404]) expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(0)

  // The same requests do work for the other account's own owner.
  const revoke = actions.find(({ name }) => name.endsWith(' revokeKey'))
  const takes = { accountId: other.id, keyId: ids.key }
  await send(callAction(revoke ?? assert.fail('no revokeKey'), owner.cookie, takes))
  expect((await rowsOf(other.id)).apiKeys).toMatchObject([{ revokedAt: expect.any(Date) }])
})
