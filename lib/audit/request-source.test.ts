import { afterEach, expect, test, vi } from 'vitest'
import { browserFamily, clientAddress } from './request-source'

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
  expect(requestSource(headers)).toEqual({ ipAddress: address, browser: null })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1:4711 ', '192.0.2.1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  // The client's own entries come first.
  ['203.0.113.9, 198.51.100.7, 192.0.2.1', '192.0.2.1'],
])('reads %j', (value, address) => {
  expect(clientAddress(value)).toBe(address)
})

test.each([
  null,
  '',
  'unknown',
  '192.0.2.1, ',
  '192.0.2.1,<script>',
  '999.0.2.1',
  'fe80::1%eth0',
  '192.0.2.1\n'.repeat(3),
])('reads no address from %j', (value) => {
  expect(clientAddress(value)).toBeNull()
})

const MOZILLA = 'Mozilla/5.0'
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const IPHONE = '(iPhone; CPU iPhone OS 18_6 like Mac OS X)'
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'

test.each([
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'Chrome on Windows'],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/142.0.0.0`, 'Edge on Windows'],
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36 OPR/120.0.0.0`, 'Opera on macOS'],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/26.0 Safari/605.1.15`,
    'Safari on macOS',
  ],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} Version/26.0 Mobile/15E148 Safari/604.1`, 'Safari on iOS'],
  [`${MOZILLA} ${IPHONE} ${WEBKIT} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'Chrome on iOS'],
  [`${MOZILLA} (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, 'Chrome on Android'],
  [`${MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`, 'Firefox on Linux'],
  [`${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'Chrome on ChromeOS'],
  ['curl/8.15.0', 'curl'],
  [`${MOZILLA} (compatible)`, null],
  ['', null],
  [null, null],
])('%s is %s', (userAgent, family) => {
  expect(browserFamily(userAgent)).toBe(family)
})

test('keeps no text from the client, however long', () => {
  expect(browserFamily(`<b>${'x'.repeat(100_000)} Firefox/1`)).toBeNull()
})
