import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { fetchAsSignIn } from './fetch-as-sign-in'

afterEach(() => vi.unstubAllEnvs())

test('goes to the provider through the proxy that the environment names', async () => {
  const asked: string[] = []
  const proxy = createServer((socket) =>
    socket.once('data', (data) => {
      asked.push(String(data).split('\r\n')[0] ?? '')
      socket.end('HTTP/1.1 502 No\r\n\r\n')
    }),
  ).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  vi.stubEnv('NO_PROXY', '')

  expect((await fetchAsSignIn('https://id.example.com/x')).status).toBe(502)
  proxy.close()
  expect(asked).toEqual(['CONNECT id.example.com:443 HTTP/1.1'])
})
