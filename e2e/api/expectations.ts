import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import type { Answer } from '../fixtures/send'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Expects the headers that every API response has. */
export function expectApiHeaders({ headers }: Answer): void {
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-request-id']).toMatch(UUID)
}

type Failure = { status: number; code: string; message?: string | RegExp; details?: unknown }

/** Expects exactly the documented envelope. `details` must be absent unless expected. */
export function expectFailure(answer: Answer, failure: Failure, origin = OWN_ORIGIN): void {
  const { status, code, message = /./, details } = failure
  expect.soft(answer.status, answer.text).toBe(status)
  expectApiHeaders(answer)
  expect(answer.headers['content-type']).toBe('application/json')
  expect(JSON.parse(answer.text)).toStrictEqual({
    error: {
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      docUrl: `${origin}/api/errors/#${code.toLowerCase()}`,
      ...(details !== undefined && { details }),
    },
  })
}

/** Expects exactly `{"url": …}` and returns the URL. */
export function expectPortalUrl(answer: Answer): string {
  expect(answer.status, answer.text).toBe(200)
  expectApiHeaders(answer)
  expect(answer.headers['content-type']).toBe('application/json')
  const body = JSON.parse(answer.text)
  expect(body).toStrictEqual({
    url: expect.stringMatching(
      /^http:\/\/localhost:\d+\/p\/session\/\w+$|^http:\/\/127\.0\.0\.1:\d+\/p\/session\/\w+$/,
    ),
  })
  return body.url
}
