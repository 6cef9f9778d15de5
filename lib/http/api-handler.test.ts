import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../api-error'
import { log } from '../log'
import { findRequestContext } from '../request-context'
import { apiHandler } from './api-handler'
import { jsonResponse } from './responses'

const lines: string[] = []

beforeEach(() => {
  lines.length = 0
  vi.stubEnv('APP_ENV', 'local')
  vi.stubEnv('LOG_LEVEL', 'info')
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})

afterEach(() => vi.restoreAllMocks())

const post = (body: BodyInit | null = null, headers: HeadersInit = {}) =>
  new Request('http://localhost:3000/api/somewhere', { method: 'POST', body, headers })

const echo = apiHandler(async (request) => jsonResponse(200, { length: (await request.bytes()).length }))

test('a route reads at most 16 KiB by default', async () => {
  expect(await (await echo(post('a'.repeat(16 * 1024)))).json()).toEqual({ length: 16 * 1024 })
  const refused = await echo(post('a'.repeat(16 * 1024 + 1)))
  expect(refused.status).toBe(413)
  expect(await refused.json()).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
})

test('a route may set a larger limit', async () => {
  const larger = apiHandler(
    async (request) => jsonResponse(200, { length: (await request.bytes()).length }),
    {
      maxBodyBytes: 32 * 1024,
    },
  )
  expect((await larger(post('a'.repeat(32 * 1024)))).status).toBe(200)
  expect((await larger(post('a'.repeat(32 * 1024 + 1)))).status).toBe(413)
})

test('every log line carries its own request’s id, and the caller once known', async () => {
  const handle = apiHandler(async ({ url }) => {
    const name = url.searchParams.get('name') ?? ''
    log.info('before', { name })
    await new Promise((resolve) => setImmediate(resolve))
    const context = findRequestContext()
    if (context) context.caller = `key:${name}`
    log.info('after', { name })
    throw new ApiError('FORBIDDEN')
  })
  const names = ['a', 'b', 'c']
  const ids = await Promise.all(
    names.map(async (name) =>
      (await handle(new Request(`http://localhost/?name=${name}`))).headers.get('X-Request-Id'),
    ),
  )
  const logged = lines.map((line) => JSON.parse(line))
  expect(new Set(ids).size).toBe(3)
  for (const [index, name] of names.entries()) {
    const own = logged.filter(({ requestId }) => requestId === ids[index])
    expect(own).toMatchObject([
      { event: 'before', name },
      { event: 'after', name, caller: `key:${name}` },
      { event: 'request.failed', caller: `key:${name}` },
    ])
    expect(own[0]).not.toHaveProperty('caller')
  }
})

test('every response carries the context’s headers, failures included', async () => {
  const handle = apiHandler(async () => {
    findRequestContext()?.responseHeaders.set('RateLimit', '"default";r=0;t=1')
    throw new ApiError('RATE_LIMITED')
  })
  const response = await handle(post())
  expect([response.status, response.headers.get('RateLimit')]).toEqual([429, '"default";r=0;t=1'])
})

test.each([
  ['Bearer a', false],
  ['Bearer', false],
  ['Basic YTpi', true],
  [null, true],
])('a form with Authorization %j is a form post of a browser: %s', async (authorization, isFormPost) => {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    ...(authorization !== null && { Authorization: authorization }),
  }
  const handle = apiHandler(async (request) => jsonResponse(200, { isFormPost: request.isFormPost }))
  expect(await (await handle(post('', headers))).json()).toEqual({ isFormPost })
})
