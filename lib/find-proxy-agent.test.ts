import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { findProxyAgent } from './find-proxy-agent'
import { exchange } from './stripe/exchange'

/** A proxy that records CONNECT requests and refuses them. */
const asked: string[] = []
const proxy = createServer().on('connect', (request, socket) => {
  asked.push(String(request.url))
  socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
})

beforeAll(async () => {
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
})

beforeEach(() => {
  asked.length = 0
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, '')
})

afterAll(() => {
  proxy.close()
  vi.unstubAllEnvs()
})

const useProxy = () => vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)

/** Never resolves (RFC 2606), so only a proxy could reach it. */
const STRIPE = 'https://stripe.invalid'
const call = () => exchange({ origin: STRIPE, path: '/', method: 'GET', headers: {}, timeoutMs: 5_000 })

test('calls to Stripe go through the proxy that HTTPS_PROXY names', async () => {
  useProxy()
  await call().catch(() => null)
  expect(asked).toEqual(['stripe.invalid:443'])
})

test('NO_PROXY, and no proxy at all, mean a direct connection', async () => {
  await expect(call()).rejects.toThrow('The connection failed.')
  useProxy()
  vi.stubEnv('NO_PROXY', 'localhost,.invalid')
  await expect(call()).rejects.toThrow('The connection failed.')
  expect(asked).toEqual([])
})

test('connections to one proxy are shared, and http requests never use it', () => {
  useProxy()
  expect(findProxyAgent('https://a.example')).toBe(findProxyAgent('https://b.example'))
  expect(findProxyAgent('http://127.0.0.1:9001')).toBeNull()
})
