import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inRequestContext, newRequestContext } from '../request-context'
import { StripeHttpClient } from './stripe-http-client'

/** Shorter than in the app: the test only checks that it fires. */
const TIMEOUT_MS = 300

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/**
 * A server with scripted responses, and the package's client for it. Like Stripe, it does not announce its
 * keep-alive timeout.
 */
async function startServer(answer: Answer, timeoutMs = 20_000) {
  const seen = { connections: 0, calls: 0 }
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    seen.calls += 1
    request.resume().on('end', () => answer(request, response))
  })
  server.on('connection', () => {
    seen.connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const client = new Stripe('sk_test_unused', {
    httpClient: new StripeHttpClient(),
    protocol: 'http',
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    timeout: timeoutMs,
    maxNetworkRetries: 0,
  })
  const create = () => client.billingPortal.sessions.create({ customer: 'cus_1' })
  return {
    seen,
    client,
    create,
    failure: () =>
      create().then(
        () => null,
        (error: unknown) => error,
      ),
  }
}

const session: Answer = (_, response) =>
  response.end('{"object":"billing_portal.session","url":"https://a/b"}')

test('two hundred calls in a row share one connection', async () => {
  const { seen, create } = await startServer(session)
  for (let call = 0; call < 200; call += 1) expect((await create()).url).toBe('https://a/b')
  expect(seen).toEqual({ connections: 1, calls: 200 })
})

test('concurrent calls have one connection each, and keep it', async () => {
  const { seen, create } = await startServer(session)
  for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 10 }, create))
  expect(seen.calls).toBe(50)
  expect(seen.connections).toBe(10)
})

test('sends the package’s method, headers and body unchanged', async () => {
  const requests: IncomingMessage[] = []
  const { create } = await startServer((request, response) => {
    requests.push(request)
    session(request, response)
  })
  await create()
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: '/v1/billing_portal/sessions',
    headers: {
      authorization: 'Bearer sk_test_unused',
      'content-length': '14',
      'stripe-version': Stripe.API_VERSION,
    },
  })
})

describe('a connection that fails is a connection error, after exactly one call', () => {
  const head: Answer = (_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('{"url"')
  const failures: Record<string, Answer> = {
    'a reset before any answer': (_, response) => response.socket?.resetAndDestroy(),
    'a reset within the body': (request, response) => {
      head(request, response)
      setTimeout(() => response.socket?.resetAndDestroy(), 20)
    },
    'an end within the body': (request, response) => {
      head(request, response)
      setTimeout(() => response.socket?.end(), 20)
    },
    'a status that HTTP does not have': (_, response) => response.writeHead(700).end('{}'),
  }
  test.each(Object.entries(failures))('%s', async (_, answer) => {
    const { seen, failure } = await startServer(answer)
    const error = await failure()
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(error).not.toMatchObject({ detail: { code: 'ETIMEDOUT' } })
    expect(seen.calls).toBe(1)
  })
})

describe('the timeout covers the whole call, after exactly one', () => {
  const failures: Record<string, Answer> = {
    'no answer': () => {},
    'a body that drips': (_, response) => {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    },
  }
  test.each(Object.entries(failures))('%s', async (_, answer) => {
    const { seen, failure } = await startServer(answer, TIMEOUT_MS)
    const error = await failure()
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(error).toMatchObject({ detail: { code: 'ETIMEDOUT' } })
    expect(seen.calls).toBe(1)
  })
})

test.each(['', '5', '"text"', 'null', '[]', '<html>', '{'])(
  'an answer that is %j is an error of the API',
  async (body) => {
    const { failure } = await startServer((_, response) => response.end(body))
    expect(await failure()).toBeInstanceOf(Stripe.errors.StripeAPIError)
  },
)

test('does not follow a redirect, so the key goes nowhere else', async () => {
  const { seen, failure } = await startServer((_, response) =>
    response.writeHead(307, { Location: '/' }).end(),
  )
  expect(await failure()).toBeInstanceOf(Stripe.errors.StripeAPIError)
  expect(seen.calls).toBe(1)
})

describe('with a tracer', () => {
  const exporter = new InMemorySpanExporter()
  beforeAll(() => {
    const spanProcessors = [new SimpleSpanProcessor(exporter)]
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }))
  })
  beforeEach(() => exporter.reset())
  afterAll(() => trace.disable())

  test.each([
    ['/v1/customers/cus_Q1a2?expand[]=tax_ids', '/v1/customers/{id}'],
    ['/v1/invoices?customer=cus_Q1a2', '/v1/invoices'],
    ['/v1/billing_portal/sessions', '/v1/billing_portal/sessions'],
  ])('%s is the call %s, without ids and query', async (path, template) => {
    const { client } = await startServer((_, response) => response.setHeader('Request-Id', 'req_1').end('{}'))
    const context = newRequestContext('GET', '/billing')
    await inRequestContext(context, () => client.rawRequest('GET', path))
    expect(context.stripeRequestId).toBe('req_1')
    const [span] = exporter.getFinishedSpans()
    expect(span?.attributes).toEqual({
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'url.template': template,
      'http.response.status_code': 200,
      'stripe.request_id': 'req_1',
    })
  })

  test('a connection that fails marks the span with the class of the error alone', async () => {
    const { failure } = await startServer((_, response) => response.socket?.resetAndDestroy())
    await failure()
    const [span] = exporter.getFinishedSpans()
    expect(span?.attributes).toMatchObject({ 'error.type': 'TypeError' })
    expect(span?.status.message).toBeUndefined()
  })
})
