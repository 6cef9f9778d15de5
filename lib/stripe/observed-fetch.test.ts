import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inRequestContext, newRequestContext } from '../request-context'
import { observedFetch } from './observed-fetch'

const exporter = new InMemorySpanExporter()
const server = createServer((_, response) => response.setHeader('Request-Id', 'req_1').end('{}'))
let origin: string

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  trace.disable()
  server.close()
})

const get = (url: string) =>
  observedFetch(url, { method: 'GET', headers: [], signal: AbortSignal.timeout(5_000) })

test.each([
  ['/v1/customers/cus_Q1a2?expand[]=tax_ids', '/v1/customers/{id}'],
  ['/v1/invoices?customer=cus_Q1a2', '/v1/invoices'],
  ['/v1/billing_portal/sessions', '/v1/billing_portal/sessions'],
])('%s is the call %s, without ids and query', async (path, template) => {
  exporter.reset()
  const context = newRequestContext('GET', '/billing')
  await inRequestContext(context, () => get(`${origin}${path}`))
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
  exporter.reset()
  await expect(get('http://127.0.0.1:1/v1/customers')).rejects.toThrow(TypeError)
  const [span] = exporter.getFinishedSpans()
  expect(span?.attributes).toMatchObject({ 'error.type': 'TypeError' })
  expect(span?.status.message).toBeUndefined()
})
