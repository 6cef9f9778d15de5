import { expect } from 'playwright/test'
import { injectFault } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { bearer, send } from '../fixtures/send'
import { type ReceivedSpan, startCollector } from '../fixtures/start-collector'
import { test } from '../fixtures/test'

type LogLine = Record<string, unknown>

/** The log lines of one request, without Next's own output. */
function linesOf(printed: string, requestId: unknown): LogLine[] {
  const lines = printed.split('\n').filter((line) => line.startsWith('{'))
  return lines.map((line): LogLine => JSON.parse(line)).filter((line) => line.requestId === requestId)
}

test('a portal request is one trace: the route with authenticate, limit and stripe', async ({
  data,
  startApp,
}) => {
  const collector = await startCollector()
  const app = await startApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.address })
  const key = await data.key(await data.account())
  const { status, headers } = await send({ origin: app.address, headers: bearer(key) })
  expect(status).toBe(200)
  // What has not been sent is sent before the exit.
  await app.terminate()

  const [line] = linesOf(app.printed(), headers['x-request-id']).filter(({ ms }) => ms !== undefined)
  const spans = collector.spans().filter(({ trace }) => trace === line?.traceId)
  const root = spans.find(({ parent }) => parent === '')
  expect(root).toMatchObject({
    name: 'POST /api/billing-portal',
    attributes: { 'http.status_code': 200, 'http.target': '/api/billing-portal' },
  })
  const [authenticate, limit, stripe] = ['authenticate', 'limit', 'stripe'].map((name) =>
    spans.find((span) => span.name === name),
  )
  expect(ancestors(spans, authenticate)).toContain(root)
  expect(ancestors(spans, limit)).toContain(root)
  expect(ancestors(spans, stripe)).toContain(root)
  expect(stripe?.attributes).toMatchObject({
    'http.response.status_code': 200,
    'url.template': '/v1/billing_portal/sessions',
    'stripe.request_id': line?.stripeRequestId,
  })
  expect(collector.metrics()).toEqual(
    expect.arrayContaining(['http.server.request.duration', 'http.client.request.duration']),
  )
  await collector.stop()
})

test('a request has one line, and without a collector no trace', async ({ data, startApp }) => {
  const app = await startApp()
  const account = await data.account()
  const key = await data.key(account)
  const { headers } = await send({ origin: app.address, headers: bearer(key) })
  await app.terminate()
  const lines = linesOf(app.printed(), headers['x-request-id'])
  expect(lines).toMatchObject([
    {
      level: 'info',
      event: 'request.done',
      caller: `key:${key.id}`,
      method: 'POST',
      route: '/api/billing-portal',
      status: 200,
      account: account.id,
      ms: expect.any(Number),
      stripeRequestId: expect.stringMatching(/^req_/),
    },
  ])
  expect(lines.filter(({ traceId }) => traceId)).toEqual([])
})

test('each line of a page, streamed parts included, has its request id; probes and files have no line', async ({
  data,
  startApp,
}) => {
  const app = await startApp()
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  const { customer } = account
  await injectFault(STRIPE, { kind: 'missing-permission', path: '/v1/invoices', customer, times: 9 })
  const get = (path: string) =>
    send({ origin: app.address, method: 'GET', path, headers: { Cookie: owner.cookie } })
  const quiet = ['/api/health', '/api/health/ready', '/favicon.ico', '/robots.txt']
  for (const path of quiet) expect((await get(path)).status).toBe(200)
  const page = await get('/billing?account=canary')
  await app.terminate()

  expect(linesOf(app.printed(), page.headers['x-request-id'])).toMatchObject([
    { event: 'summary.incomplete', caller: `user:${owner.id}` },
    { event: 'request.done', method: 'GET', route: '/billing', status: 200, caller: `user:${owner.id}` },
  ])
  const routes = app.printed().match(/"route":"[^"]*"/g)
  expect(routes).toEqual(['"route":"/billing"'])
})

test('LOG_LEVEL leaves out what is less', async ({ data, startApp }) => {
  const app = await startApp({ LOG_LEVEL: 'error' })
  const { headers } = await send({
    origin: app.address,
    headers: bearer(await data.key(await data.account())),
  })
  const failing = await data.key(await data.account({ localFault: 'foreign-url' }))
  const failed = await send({ origin: app.address, headers: bearer(failing) })
  await app.terminate()
  expect(linesOf(app.printed(), headers['x-request-id'])).toEqual([])
  expect(linesOf(app.printed(), failed.headers['x-request-id'])).toMatchObject([
    { level: 'error', event: 'request.failed', status: 502, code: 'PAYMENT_ERROR' },
  ])
})

function ancestors(spans: ReceivedSpan[], span: ReceivedSpan | undefined): ReceivedSpan[] {
  const parent = spans.find(({ id }) => id === span?.parent)
  return parent ? [parent, ...ancestors(spans, parent)] : []
}
