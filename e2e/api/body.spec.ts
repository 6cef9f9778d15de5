import { Agent } from 'node:http'
import { expect } from 'playwright/test'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

type Sent = { headers?: Record<string, string>; body?: string | Buffer }

const KIB = 1024
const padded = (bytes: number) => '{}'.padEnd(bytes)

/** Bodies that are accepted. */
const FINE: Record<string, Sent> = {
  'no body and no media type': {},
  'an empty body as JSON': { headers: AS_JSON },
  'an empty object': { headers: AS_JSON, body: '{}' },
  'JSON with a charset': { headers: { 'Content-Type': 'Application/JSON; charset="UTF-8"' }, body: '{}' },
  'an empty body with the content type of curl': {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  },
  'exactly 16 KiB': { headers: AS_JSON, body: padded(16 * KIB) },
  'a body without Content-Length': { headers: { ...AS_JSON, 'Transfer-Encoding': 'chunked' }, body: '{}' },
  'every language tag of the reference': { headers: AS_JSON, body: '{"locale":"es-419"}' },
}

for (const [name, sent] of Object.entries(FINE)) {
  test(`${name} opens the portal`, async ({ data }) => {
    const account = await data.account()
    expectPortalUrl(await send({ ...sent, headers: { ...bearer(await data.key(account)), ...sent.headers } }))
  })
}

const json = (body: string | Buffer): Sent => ({ headers: AS_JSON, body })

/** Bodies that are refused, with the status and the message. */
const REFUSED: Record<string, Sent & { status: number; message: RegExp }> = {
  'one byte more than 16 KiB': { ...json(padded(16 * KIB + 1)), status: 413, message: /16 KiB/ },
  'a megabyte': { ...json(padded(KIB * KIB)), status: 413, message: /16 KiB/ },
  '20 KiB without Content-Length': {
    headers: { ...AS_JSON, 'Transfer-Encoding': 'chunked' },
    body: padded(20 * KIB),
    status: 413,
    message: /16 KiB/,
  },
  'JSON as text/plain': {
    headers: { 'Content-Type': 'text/plain' },
    body: '{}',
    status: 415,
    message: /application\/json/,
  },
  'JSON without Content-Type': { body: '{}', status: 415, message: /application\/json/ },
  'JSON as application/json-patch+json': {
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: '{}',
    status: 415,
    message: /application\/json/,
  },
  'compressed JSON': {
    headers: { ...AS_JSON, 'Content-Encoding': 'gzip' },
    body: '{}',
    status: 415,
    message: /Content-Encoding/,
  },
  'another charset': {
    headers: { 'Content-Type': 'application/json; charset=utf-16' },
    body: '{}',
    status: 400,
    message: /charset must be utf-8/,
  },
  'bytes that are not UTF-8': { ...json(Buffer.from([0x22, 0xff, 0x22])), status: 400, message: /UTF-8/ },
  'half an object': { ...json('{"locale":'), status: 400, message: /valid JSON/ },
  'a field twice': { ...json('{"locale":"de","locale":"fr"}'), status: 400, message: /twice/ },
  'a field twice, once escaped': {
    ...json('{"locale":"de","l\\u006fcale":"fr"}'),
    status: 400,
    message: /twice/,
  },
  'a nested field twice': {
    ...json('{"flow":{"type":"payment_method_update","type":"subscription_cancel"}}'),
    status: 400,
    message: /twice/,
  },
  'ten thousand brackets': { ...json('['.repeat(8_000)), status: 400, message: /valid JSON/ },
  'well-formed deep nesting': {
    ...json(`{"flow":${'['.repeat(100)}${']'.repeat(100)}}`),
    status: 400,
    message: /nested/,
  },
  __proto__: { ...json('{"__proto__":{"locale":"de"}}'), status: 400, message: /unknown field/ },
  NUL: { ...json('{"returnUrl":"/\\u0000"}'), status: 400, message: /NUL/ },
  'a lone surrogate': { ...json('{"returnUrl":"/\\ud800"}'), status: 400, message: /Unicode/ },
}

for (const [name, { status, message, ...sent }] of Object.entries(REFUSED)) {
  test(`${name} is ${status}, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const answer = await send({ ...sent, headers: { ...bearer(await data.key(account)), ...sent.headers } })
    expectFailure(answer, { status, code: 'VALIDATION_FAILED', message })
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('a body that is too large leaves the connection usable', async ({ data }) => {
  const connection = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { ...bearer(await data.key(await data.account())), ...AS_JSON }
  const tooLarge = await send({ headers, body: padded(500 * KIB), agent: connection })
  const next = await send({ headers, agent: connection })
  connection.destroy()
  expect([tooLarge.status, next.status]).toEqual([413, 200])
  expect(next.isReusedConnection).toBe(true)
})
