import { expect, test } from 'vitest'
import { readPortalResponse } from './portal-response'

test('reads the URL of the portal', async () => {
  const url = 'https://billing.stripe.com/p/session/1'
  expect(await readPortalResponse(Response.json({ url }))).toEqual({ kind: 'opened', url })
})

test('sends people whose session has ended to sign in', async () => {
  const response = Response.json(
    { error: { code: 'UNAUTHORIZED', message: 'Invalid or expired token' } },
    { status: 401 },
  )
  expect(await readPortalResponse(response)).toEqual({ kind: 'signed-out' })
})

test('says how long to wait when there were too many requests', async () => {
  const response = Response.json(
    { error: { code: 'RATE_LIMITED', message: 'Too many requests' } },
    { status: 429, headers: { 'Retry-After': '12' } },
  )
  expect(await readPortalResponse(response)).toEqual({
    kind: 'failed',
    message: 'Too many requests. Try again in 12 seconds.',
  })
})

test.each([
  ['a script as its URL', Response.json({ url: 'javascript:alert(1)' })],
  ['no URL', Response.json({})],
  ['something that is not JSON', new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['an empty body', new Response(null, { status: 500 })],
  ['a URL in a failure', Response.json({ url: 'https://billing.stripe.com/' }, { status: 500 })],
  ['a list', Response.json(['https://billing.stripe.com/'])],
])('never follows a URL when the response has %s', async (_, response) => {
  const read = await readPortalResponse(response)
  expect(read).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/^The billing portal could not be opened\. Nothing was charged/),
  })
})

test('ignores a Retry-After that is a date', async () => {
  const headers = { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }
  const response = Response.json(
    { error: { code: 'PAYMENT_ERROR', message: 'Busy' } },
    { status: 503, headers },
  )
  expect(await readPortalResponse(response)).toEqual({
    kind: 'failed',
    message: 'Busy. Nothing was charged or changed. Try again in a moment.',
  })
})
