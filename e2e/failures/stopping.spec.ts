import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'playwright/test'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { type Answer, bearer, type Outgoing, send } from '../fixtures/send'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'

/** What a shell reports for a process that SIGTERM ended: 128 + 15. */
const TERMINATED = 143

/** More than anything here needs, and less than the 25 s that a client could hold the process for. */
const SOON_MS = 15_000

const CLIENTS = 16

/** More than one: SIGTERM may find the 200 of a probe just on its way. */
const PROBES = 4

/** Between two requests of a client, so that SIGTERM finds idle connections, too. */
const PAUSE_MS = 20

const SESSIONS = '/v1/billing_portal/sessions'

test('finishes every request of busy keep-alive clients on SIGTERM, then closes and exits', async ({
  data,
  startApp,
}) => {
  const app = await startApp({ RATE_LIMIT_PER_MINUTE: '100000' })
  const key = await data.key(await data.account())
  const requests = [
    { origin: app.address, headers: bearer(key) },
    { origin: app.address, method: 'GET', path: '/api/health' },
    { origin: app.address, method: 'GET', path: '/sign-in' },
  ]
  // The first request of a process is slow, because it loads code.
  for (const request of requests) expect((await send(request)).status).toBe(200)
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    keepAsking(requests[index % requests.length] ?? {}),
  )
  const probes = Array.from({ length: PROBES }, () =>
    keepAsking({ origin: app.address, method: 'GET', path: '/api/health/ready' }),
  )
  const areBusy = () => [...clients, ...probes].every(({ answers }) => answers.length > 5)
  await expect.poll(areBusy, { timeout: 30_000 }).toBe(true)

  const signalled = performance.now()
  expect(await app.terminate()).toBe(TERMINATED)
  expect(performance.now() - signalled).toBeLessThan(SOON_MS)

  for (const { answers, refused } of clients) {
    // A response that is cut off, or a request without one, is another failure than a refused connection.
    expect(await refused).toBe('ECONNREFUSED')
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expectClosedOnceTold(answers)
  }
  for (const { answers, refused } of probes) {
    expect(await refused).toBe('ECONNREFUSED')
    const statuses = answers.map(({ status }) => status)
    expect(statuses.join(' ')).toMatch(/^200( 200)*( 503)?$/)
  }
  expect(probes.some(({ answers }) => answers.at(-1)?.status === 503)).toBe(true)
})

test('finishes a slow Stripe call and a streamed page that SIGTERM finds in flight', async ({
  data,
  startApp,
}) => {
  const app = await startApp()
  const account = await data.account()
  const { customer } = account
  const [key, owner] = await Promise.all([data.key(account), data.user({ account, role: 'OWNER' })])
  await injectFault(STRIPE, { kind: 'latency', path: SESSIONS, ms: 2_500, customer })
  await injectFault(STRIPE, { kind: 'latency', path: '/v1/invoices', ms: 1_000, times: 9, customer })
  const agent = new Agent({ keepAlive: true })

  const opening = send({ origin: app.address, headers: bearer(key), agent })
  const page = send({
    origin: app.address,
    method: 'GET',
    path: '/billing',
    headers: { Cookie: owner.cookie },
    agent,
  })
  await expect
    .poll(async () => [
      (await portalCalls(customer)).length,
      (await listRequests(STRIPE, { customer, path: '/v1/invoices' })).length > 0,
    ])
    .toEqual([1, true])
  const exit = app.terminate()

  const opened = await opening
  expect(opened.status, opened.text).toBe(200)
  expect(opened.headers.connection).toBe('close')
  const { status, text } = await page
  expect(status).toBe(200)
  expect(text.trimEnd().endsWith('</html>'), 'whole page').toBe(true)
  // The figures arrive last, in place of their skeleton.
  expect(text.includes('id="S:1"'), 'figures').toBe(true)
  expect(await exit).toBe(TERMINATED)
  expect(await portalCalls(customer)).toHaveLength(1)
})

test('exits within the limit although clients never finish their requests', async ({ startApp }) => {
  const app = await startApp({ STOP_WITHIN_SECONDS: '3' })
  const { port } = new URL(app.address)
  const head = 'POST /api/billing-portal HTTP/1.1\r\nHost: localhost\r\n'
  const unfinished = [
    '',
    head,
    `${head}Authorization: Bearer orbitkit_${'x'.repeat(38)}\r\nContent-Length: 9\r\n\r\n{`,
  ]
  const sockets = await Promise.all(
    unfinished.map(async (text) => {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
      await once(socket, 'connect')
      socket.write(text)
      return socket
    }),
  )
  // The server has read what these sent once it answers a later request.
  expect((await send({ origin: app.address, method: 'GET', path: '/api/health' })).status).toBe(200)

  const signalled = performance.now()
  expect(await app.terminate()).toBe(TERMINATED)
  expect(performance.now() - signalled).toBeLessThan(SOON_MS)
  for (const socket of sockets) socket.destroy()
})

/** Repeats a request on one kept connection, until one fails. `refused` is the failure's code. */
function keepAsking(request: Outgoing): { answers: Answer[]; refused: Promise<unknown> } {
  const answers: Answer[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async () => {
    for (;;) {
      answers.push(await send({ ...request, agent }))
      await setTimeout(PAUSE_MS)
    }
  }
  const refused = ask().catch((error: unknown) => Object(error).code ?? error)
  return { answers, refused }
}

/**
 * Every response says `Connection: close` from the first one on, and no connection outlives such a response.
 */
function expectClosedOnceTold(answers: Answer[]): void {
  const told = answers.map(({ headers }) => headers.connection === 'close')
  const first = told.indexOf(true)
  expect(first, 'no response said `Connection: close`').toBeGreaterThan(0)
  expect(told.slice(first)).not.toContain(false)
  expect(answers.slice(first + 1).filter(({ isReusedConnection }) => isReusedConnection)).toEqual([])
}
