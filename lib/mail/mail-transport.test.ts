import { expect, test } from 'vitest'
import { mailTransport } from './mail-transport'

test.each([
  ['smtps://smtp.example.com', 'production', { port: 465, secure: true, requireTLS: false }],
  ['smtp://smtp.example.com', 'production', { port: 587, secure: false, requireTLS: true }],
  ['smtp://smtp.example.com:2525', 'preview', { port: 2525, secure: false, requireTLS: true }],
  ['smtp://localhost:25', 'production', { port: 25, secure: false, requireTLS: false }],
  ['smtp://[::1]:25', 'production', { host: '::1', requireTLS: false }],
  ['smtp://mail:1025', 'local', { port: 1025, requireTLS: false }],
] as const)('connects to %s in %s with the required TLS', (server, appEnv, expected) => {
  expect(mailTransport(server, appEnv)).toMatchObject(expected)
})

test('decodes the user and the password, and sends none without them', () => {
  expect(mailTransport('smtps://me%40example.com:p%2Fss@smtp.example.com', 'production').auth).toEqual({
    user: 'me@example.com',
    pass: 'p/ss',
  })
  expect(mailTransport('smtps://smtp.example.com', 'production').auth).toBeUndefined()
})
