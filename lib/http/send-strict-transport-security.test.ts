import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { sendStrictTransportSecurity } from './send-strict-transport-security'

test('Strict-Transport-Security follows the configured origin, not X-Forwarded-Proto', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sent = async (headers: Record<string, string> = {}) =>
    (await fetch(address, { headers })).headers.get('Strict-Transport-Security')

  sendStrictTransportSecurity('http://localhost:3000')
  expect(await sent({ 'X-Forwarded-Proto': 'https' })).toBeNull()

  sendStrictTransportSecurity('https://billing.example.com')
  expect(await sent()).toBe('max-age=63072000')
  expect(await sent({ 'X-Forwarded-Proto': 'http' })).toBe('max-age=63072000')

  server.close()
})
