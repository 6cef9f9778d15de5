import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { sendPage } from '../openid/sign-in-routes'
import type { LocalPart } from '../part'
import { inboxPage, type Message, messagePage } from './inbox-page'

/** Older messages are dropped. */
const MOST = 100

/**
 * Starts a mail server on loopback that takes every message for anybody and passes none on, and an inbox page
 * that shows them. Messages end with it.
 */
export async function startMail(): Promise<LocalPart> {
  const messages: Message[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    // Its own certificate would be one that no client can check.
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      simpleParser(stream).then((mail) => {
        messages.unshift({ to, mail })
        messages.splice(MOST)
        done()
      }, done)
    },
  })
  const smtpServer = smtp.listen(0, '127.0.0.1')
  await once(smtpServer, 'listening')

  const http = createServer((request, response) => {
    const [, number] = /^\/message\/(\d+)$/.exec(request.url ?? '') ?? []
    // Counted from the oldest, so that a new message does not renumber the others.
    const message = messages[messages.length - Number(number)]
    const page = message ? messagePage(message) : request.url === '/' ? inboxPage(messages) : null
    sendPage(response, page ? 200 : 404, page ?? 'Nothing is here.')
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')

  const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port
  const inbox = `http://127.0.0.1:${port(http)}`
  return {
    name: 'Mail inbox',
    address: inbox,
    variables: {
      EMAIL_SERVER: `smtp://127.0.0.1:${port(smtpServer)}`,
      EMAIL_FROM: 'OrbitKit Billing <billing@example.com>',
      // Read by tests alone.
      LOCAL_INBOX: inbox,
    },
    async stop() {
      http.closeAllConnections()
      http.close()
      await Promise.all([once(http, 'close'), new Promise<void>((resolve) => smtp.close(() => resolve()))])
    },
  }
}
