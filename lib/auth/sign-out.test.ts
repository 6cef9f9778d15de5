import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { serveAuth } from '@/tools/test/serve-auth'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'

const COOKIE = 'next-auth.session-token'

let app: Awaited<ReturnType<typeof serveAuth>>
let own: string

beforeAll(async () => {
  app = await serveAuth()
  own = `http://localhost:${app.port}`
  Object.assign(process.env, {
    APP_ENV: 'local',
    PORT: String(app.port),
    NEXTAUTH_SECRET: 'a-secret-for-tests-of-32-characters',
  })
  delete process.env.NEXTAUTH_URL
})
afterAll(() => app.stop())

const users: string[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await db().user.deleteMany({ where: { id: { in: users.splice(0) } } })
})

/** A user with a session for each token. */
async function newUser(...sessionTokens: string[]): Promise<string> {
  const expires = new Date(Date.now() + 60_000)
  const sessions = { create: sessionTokens.map((sessionToken) => ({ sessionToken, expires })) }
  const { id } = await db().user.create({ data: { name: 'Ada', sessions } })
  users.push(id)
  return id
}

/** The tokens of the user's sessions. */
const tokensOf = async (userId: string) =>
  (await db().session.findMany({ where: { userId } })).map(({ sessionToken }) => sessionToken)

const signOut = (sessionTokens: readonly string[], form: Record<string, string> = {}, from = own) =>
  fetch(`${own}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: from, Cookie: sessionTokens.map((token) => `${COOKIE}=${token}`).join('; ') },
    body: new URLSearchParams(form),
  })

const EVERYWHERE = { everywhere: 'yes' }

test('signing out ends the session immediately, and may be repeated', async () => {
  const token = randomUUID()
  const user = await newUser(token)
  const browser = createTestBrowser()
  browser.setCookie(own, COOKIE, token)
  const { csrfToken } = JSON.parse((await browser.visit(`${own}/api/auth/csrf`)).text)
  const submit = () => browser.visit(`${own}/api/auth/signout`, { form: { csrfToken, callbackUrl: '/' } })
  const written = vi.spyOn(process.stderr, 'write')

  expect((await submit()).url).toBe(`${own}/`)
  expect(browser.cookie(COOKIE)).toBeUndefined()
  expect(await tokensOf(user)).toEqual([])

  browser.setCookie(own, COOKIE, token)
  expect((await submit()).url).toBe(`${own}/`)
  expect(written).not.toHaveBeenCalled()
})

test('another site cannot sign anyone out', async () => {
  const token = randomUUID()
  const user = await newUser(token)
  for (const form of [{}, EVERYWHERE]) {
    const response = await signOut([token], form, 'https://evil.example')
    expect(response.headers.get('Location')).toBe(`${own}/sign-out`)
  }
  expect(await tokensOf(user)).toEqual([token])
})

test.each(['before', 'after'])(
  'signing out also ends the session with a stale cookie %s the valid one',
  async (position) => {
    const [stale, valid] = [randomUUID(), randomUUID()]
    const user = await newUser(valid)
    const tokens = position === 'before' ? [stale, valid] : [valid, stale]
    const cookies = tokens.map((token) => `${COOKIE}=${token}`).join('; ')
    const session = await fetch(`${own}/api/auth/session`, { headers: { Cookie: cookies } })
    expect(await session.json()).toMatchObject({ user: { name: 'Ada' } })
    await signOut(tokens)
    expect(await tokensOf(user)).toEqual([])
  },
)

test('signing out does not end the user’s other sessions', async () => {
  const [here, elsewhere] = [randomUUID(), randomUUID()]
  const user = await newUser(here, elsewhere)
  await signOut([here])
  expect(await tokensOf(user)).toEqual([elsewhere])
})

test('signing out everywhere ends all sessions of the user, and no other user’s', async () => {
  const [here, stranger] = [randomUUID(), randomUUID()]
  const user = await newUser(here, randomUUID())
  const other = await newUser(stranger)
  const response = await signOut([here], EVERYWHERE)
  expect(response.headers.getSetCookie().join()).toContain(`${COOKIE}=;`)
  expect(await tokensOf(user)).toEqual([])
  expect(await tokensOf(other)).toEqual([stranger])
})

test('signing out everywhere with a planted token ends no other session of either user', async () => {
  const [here, elsewhere, planted, plantedElsewhere] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const user = await newUser(here, elsewhere)
  const attacker = await newUser(planted, plantedElsewhere)
  await signOut([here, planted], EVERYWHERE)
  expect(await tokensOf(user)).toContain(elsewhere)
  expect(await tokensOf(attacker)).toContain(plantedElsewhere)
})
