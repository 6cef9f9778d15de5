import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { publicSpan } from './public-span'

const exporter = new InMemorySpanExporter()
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('')

/** What a collector gets of a span. */
function sent(name: string, attributes: Record<string, string | number | string[]>, error?: Error) {
  exporter.reset()
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes })
  if (error) {
    span.recordException(error)
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message })
  }
  span.end()
  const [ended] = exporter.getFinishedSpans()
  if (!ended) throw new Error('The span has not ended.')
  return publicSpan(ended)
}

test.each([
  ['/api/auth/callback/oidc?code=secret&state=secret', '/api/auth/[...nextauth]'],
  ['/sign-in/email?token=secret', '/sign-in/email'],
  ['/p/session/secret', '(unknown)'],
  ['/_next/static/a.js?secret', '/_next/static/a.js'],
])('the target %s is sent as %s', (target, route) => {
  expect(sent('GET', { 'http.target': target }).attributes).toEqual({ 'http.target': route })
})

test('other texts lose their query, keys and addresses', () => {
  const span = sent('fetch GET https://id.example/token?code=secret', {
    'http.url': 'https://id.example/token?code=secret#secret',
    'url.full': 'https://billing.stripe.com/p/session/secret',
    'url.query': 'code=secret',
    note: 'for olivia@example.com with sk_test_secret',
    list: ['/a?secret', 'b'],
    'http.status_code': 200,
  })
  expect(span.name).toBe('fetch GET https://id.example/token')
  expect(span.attributes).toEqual({
    'http.url': 'https://id.example/token',
    'url.full': '[redacted]',
    note: 'for [redacted] with [redacted]',
    list: ['/a', 'b'],
    'http.status_code': 200,
  })
})

test('an error keeps its type and loses its message and stack', () => {
  const { status, events } = sent('POST', {}, new TypeError('secret'))
  expect(status).toEqual({ code: SpanStatusCode.ERROR })
  expect(events).toMatchObject([{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }])
  expect(JSON.stringify(events)).not.toContain('secret')
})

test('what identifies the span stays', () => {
  const span = sent('limit', {})
  const [ended] = exporter.getFinishedSpans()
  expect(span.spanContext()).toEqual(ended?.spanContext())
  expect([span.kind, span.duration]).toEqual([SpanKind.SERVER, ended?.duration])
})
