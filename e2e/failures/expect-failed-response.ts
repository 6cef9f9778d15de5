import { expect } from 'playwright/test'
import type { ErrorCode } from '@/lib/errors'
import type { Answer } from '../fixtures/send'

type Failure = { status: number; code: ErrorCode; message: string; retryAfter?: string | RegExp }

/**
 * Expects the documented envelope, byte for byte, and its headers. The body therefore leaks nothing from
 * Stripe.
 */
export function expectFailedResponse(answer: Answer, origin: string, expected: Failure): void {
  const { status, code, message, retryAfter } = expected
  expect(answer.status, answer.text).toBe(status)
  const docUrl = `${origin}/api/errors/#${code.toLowerCase()}`
  expect(answer.text).toBe(JSON.stringify({ error: { code, message, docUrl } }))
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  if (retryAfter === undefined) expect(answer.headers).not.toHaveProperty('retry-after')
  else expect(answer.headers['retry-after']).toMatch(retryAfter)
}

/** The response while the database is unavailable. */
export const DATABASE_UNAVAILABLE = {
  status: 503,
  code: 'INTERNAL_ERROR',
  message: 'The service is unavailable for a moment',
  retryAfter: /^[1-9]\d?$/,
} as const
