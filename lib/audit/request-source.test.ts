import { afterEach, expect, test, vi } from 'vitest'

const headers = new Headers({ 'X-Real-IP': '192.0.2.1', 'X-Forwarded-For': '203.0.113.9' })

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

test.each([
  ['X-Real-IP', '192.0.2.1'],
  ['', null],
])('with CLIENT_ADDRESS_HEADER=%s the address is %s', async (name, address) => {
  vi.stubEnv('CLIENT_ADDRESS_HEADER', name)
  const { requestSource } = await import('./request-source')
  expect(requestSource(headers)).toEqual({ address, browser: null })
})
