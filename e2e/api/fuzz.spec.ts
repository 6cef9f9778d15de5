import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect } from 'playwright/test'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import { listRequests } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { type Answer, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import { makeLane, outgoing } from './fuzz-lane'
import { generatedBody } from './generated-body'
import { generatedHeaders } from './generated-headers'

/** Concurrent requests, each with its own caller and customer, so that calls to Stripe can be attributed. */
const LANES = 8
const BATCHES = 125

/** A fixed seed keeps runs reproducible. FUZZ_SEED sets another. fast-check prints the seed on failure. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_122)

test('generated requests cause no 5xx, no undocumented failure, and no Stripe call when refused', async ({
  data,
  startApp,
}) => {
  test.setTimeout(180_000)
  // The rate limit has its own test; here it would hide everything behind it.
  const { address } = await startApp({ RATE_LIMIT_PER_MINUTE: '100000' })
  const lanes = await Promise.all(Array.from({ length: LANES }, () => makeLane(data, address)))
  const statuses = new Map<number, number>()

  const batch = fc.array(fc.record({ headers: generatedHeaders, body: generatedBody }), {
    minLength: LANES,
    maxLength: LANES,
  })
  const holds = fc.asyncProperty(batch, async (requests) => {
    await Promise.all(
      lanes.map(async (lane, index) => {
        const request = requests[index]
        if (!request) return
        const since = Date.now()
        const sent = outgoing(request, lane)
        const answer = await send({ origin: address, ...sent })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        await requireSound(answer, { customer: lane.customer, since, body: sent.body })
      }),
    )
  })
  await fc.assert(holds, { numRuns: BATCHES, seed: SEED })

  console.log(`  responses by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  // A generator that never passes authentication would find nothing behind it.
  for (const status of [200, 303, 400, 401, 403, 404, 413, 415])
    expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThanOrEqual(5)
})

/**
 * Asserts that a response is sound. Uses `assert`, because Playwright's `expect` records each of many calls.
 */
async function requireSound(
  answer: Answer,
  sent: { customer: string; since: number; body: string },
): Promise<void> {
  assert.ok(answer.status < 500, `${answer.status} ${answer.text}`)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/)

  const code = failureCode(answer)
  const isKnown = code !== 'UNAUTHORIZED' && !answer.text.includes('did not come from our own pages')
  assert.equal('ratelimit' in answer.headers, isKnown, `${answer.status} ${answer.text}`)
  const calls = await listRequests(STRIPE, { customer: sent.customer, since: sent.since })
  if (code === null) return assert.notEqual(calls.length, 0)
  // Only Stripe knows a subscription's customer, and whether an idempotency key was used with another body.
  const mayAsk = code === 'IDEMPOTENCY_KEY_REUSE' || sent.body.includes('sub_')
  if (!mayAsk) assert.deepEqual(calls, [])
  const opened = calls.filter(({ path, status }) => path.endsWith('/sessions') && status === 200)
  assert.deepEqual(opened, [])
}

/** The error code of a response, from the envelope or the redirect of a form; null when the portal opened. */
function failureCode({ status, text, headers }: Answer): string | null {
  if (status === 303) {
    const location = new URL(headers.location ?? '')
    return location.host === new URL(STRIPE).host ? null : location.searchParams.get('error')
  }
  const body = JSON.parse(text)
  if (status === 200) {
    assert.deepEqual(Object.keys(body), ['url'])
    return null
  }
  const { code, message, docUrl, details = [], ...rest } = body.error
  assert.deepEqual([Object.keys(body), Object.keys(rest)], [['error'], []])
  assert.equal(typeof message, 'string')
  assert.ok(docUrl.endsWith(`/api/errors/#${code.toLowerCase()}`), docUrl)
  assert.ok(
    ERRORS[code as ErrorCode].statuses.some((documented) => documented === status),
    `${code} ${status}`,
  )
  for (const detail of details) assert.deepEqual(Object.keys(detail), ['path', 'message', 'code'])
  return code
}
