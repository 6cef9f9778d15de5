import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalPart } from '../part'
import { startMail } from './start-mail'

let mail: LocalPart

beforeAll(async () => {
  mail = await startMail()
})
afterAll(() => mail.stop())

const send = (message: { to: string[]; subject: string; html?: string; text?: string }) =>
  createTransport(mail.variables.EMAIL_SERVER).sendMail({ from: mail.variables.EMAIL_FROM, ...message })

test('shows the messages, the newest first, at URLs that do not change', async () => {
  expect(await (await fetch(mail.address)).text()).toContain('No emails yet.')
  await send({ to: ['ada@example.com'], subject: 'First', text: 'One' })
  await send({ to: ['ada@example.com', 'grace@example.com'], subject: 'Second <b>', html: '<p>Two</p>' })
  const index = await (await fetch(mail.address)).text()
  expect(index.indexOf('Second')).toBeLessThan(index.indexOf('First'))
  expect(index).toContain('Second &lt;b&gt;')
  expect(index).toContain('to ada@example.com, grace@example.com,')
  expect(await (await fetch(`${mail.address}/message/1`)).text()).toContain('<pre>One')
  expect(await (await fetch(`${mail.address}/message/2`)).text()).toContain('<p>Two</p>')
})

test('does not let a message run a script or load anything', async () => {
  await send({ to: ['ada@example.com'], subject: 'Third', html: '<script>1</script>' })
  const policy = (await fetch(`${mail.address}/message/1`)).headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
})

test.each(['/message/0', '/message/99', '/message/x', '/nowhere'])(
  'responds with 404 at %s',
  async (path) => {
    expect((await fetch(`${mail.address}${path}`)).status).toBe(404)
  },
)
