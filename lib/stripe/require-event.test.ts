import fc from 'fast-check'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import type { ApiError } from '../api-error'
import { requireEvent } from './require-event'

const CURRENT = 'whsec_current'
const NEXT = 'whsec_next'

const payload = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'customer.created',
  data: { object: { id: 'cus_1', email: 'olivia@example.com', name: 'Zoë' } },
})

const now = () => Math.floor(Date.now() / 1000)
const sign = (secret: string, timestamp = now(), body = payload) =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp })
const bytes = (text: string) => new TextEncoder().encode(text)

function refusal(signature: string | null, body = payload, secrets = [CURRENT, NEXT]): ApiError {
  try {
    requireEvent(bytes(body), signature, secrets)
  } catch (error) {
    return error as ApiError
  }
  throw new Error('The event was accepted.')
}

test('accepts an event signed with the only secret, or with either of two', () => {
  expect(requireEvent(bytes(payload), sign(CURRENT), [CURRENT]).id).toBe('evt_1')
  expect(requireEvent(bytes(payload), sign(CURRENT), [CURRENT, NEXT]).id).toBe('evt_1')
  expect(requireEvent(bytes(payload), sign(NEXT), [CURRENT, NEXT]).id).toBe('evt_1')
})

test('accepts an event that Stripe signed with both secrets while one is being rotated', () => {
  const timestamp = now()
  const [, another] = sign(NEXT, timestamp).split(',')
  const both = `${sign(CURRENT, timestamp)},${another}`
  expect(requireEvent(bytes(payload), both, [CURRENT]).id).toBe('evt_1')
  expect(requireEvent(bytes(payload), both, [NEXT]).id).toBe('evt_1')
})

test('accepts a signature at the age limit, and refuses an older one', () => {
  expect(requireEvent(bytes(payload), sign(CURRENT, now() - 290), [CURRENT]).id).toBe('evt_1')
  const error = refusal(sign(NEXT, now() - 310))
  expect(error).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 })
  expect(error.message).toContain('older than 300 s')
})

test.each([
  { name: 'no signature', signature: null },
  { name: 'an empty signature', signature: '' },
  { name: 'no scheme that is known', signature: sign(CURRENT).replace('v1=', 'v0=') },
  { name: 'no timestamp', signature: sign(CURRENT).replace(/^t=\d+,/, '') },
  { name: 'a timestamp that is no number', signature: sign(CURRENT).replace(/^t=\d+/, 't=soon') },
  { name: 'a scheme without a value', signature: `t=${now()},v1` },
  { name: 'half a signature', signature: sign(CURRENT).slice(0, -32) },
  { name: 'another secret', signature: sign('whsec_another') },
  { name: 'another body', signature: sign(CURRENT, now(), `${payload} `) },
  {
    name: 'a later timestamp than was signed',
    signature: sign(CURRENT, now() - 3_600).replace(/\d+/, String(now())),
  },
])('refuses $name with the same 400, without a trace of the event', ({ signature }) => {
  const error = refusal(signature)
  expect(error).toMatchObject({
    code: 'VALIDATION_FAILED',
    status: 400,
    publicMessage: 'The Stripe-Signature does not match the body, or is too old',
  })
  // The package's own errors carry the header and the whole event.
  expect(error.cause).toBeUndefined()
  expect(error.message).not.toMatch(/olivia|cus_1|whsec_/)
})

test('refuses a body with any one byte changed', () => {
  const signature = sign(CURRENT)
  const signed = bytes(payload)
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), (position, difference) => {
      const changed = Uint8Array.from(signed)
      changed[position] = (signed[position] ?? 0) ^ difference
      expect(() => requireEvent(changed, signature, [CURRENT])).toThrow()
    }),
    { numRuns: 500 },
  )
})

test('refuses any malformed signature with the same failure', () => {
  const pieces = fc.constantFrom('t=', 'v1=', ',', '=', '1', 'a', String(now()), ' ', 'v0=', 'é')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join('')),
      ),
      (noise) => {
        expect(refusal(noise)).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 })
      },
    ),
    { numRuns: 1_000 },
  )
})

test('refuses a thin event, and logs what to choose in Stripe', () => {
  const thin = JSON.stringify({ id: 'evt_2', object: 'v2.core.event', type: 'v1.customer.created' })
  const error = refusal(sign(CURRENT, now(), thin), thin)
  expect(error).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 })
  expect(error.message).toContain('snapshot payload style')
})

test.each(['null', '[]', '"text"', '7', '{}', '{"id":"evt_1","type":"customer.created","data":null}'])(
  'refuses a signed body that is no event: %s',
  (body) => {
    expect(refusal(sign(CURRENT, now(), body), body)).toMatchObject({
      code: 'VALIDATION_FAILED',
      status: 400,
      publicMessage: 'The body is not a Stripe event',
    })
  },
)

test('fails with 500 without a secret, and logs what to set', () => {
  const error = refusal(sign(CURRENT), payload, [])
  expect(error).toMatchObject({ code: 'INTERNAL_ERROR', status: 500 })
  expect(error.message).toContain('Set STRIPE_WEBHOOK_SECRET')
  expect(error.publicMessage).not.toContain('STRIPE')
})
