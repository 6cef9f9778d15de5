import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { sendPage } from '../openid/sign-in-routes'
import type { LocalPart } from '../part'
import { inboxPage, type Message, messagePage } from './inbox-page'

/** Older messages are dropped. */
const MAX_MESSAGES = 100

/**
 * Starts a mail server on loopback that accepts every message and delivers none, and an inbox page that shows
 * them. The messages are only in memory.
 */
export async function startMail(): Promise<LocalPart> {
  const messages: Message[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    // The server has only a self-signed certificate, which clients refuse.
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      simpleParser(stream).then((mail) => {
        messages.unshift({ to, mail })
        messages.splice(MAX_MESSAGES)
        done()
      }, done)
    },
  })
  const smtpServer = smtp.listen(0, '127.0.0.1')
  await once(smtpServer, 'listening')

  const http = createServer((request, response) => {
    const [, number] = /^\/message\/(\d+)$/.exec(request.url ?? '') ?? []
    // Counted from the oldest, so a new message does not change the URLs of the others.
    const message = messages[messages.length - Number(number)]
    const page = message ? messagePage(message) : request.url === '/' ? inboxPage(messages) : null
    sendPage(response, page ? 200 : 404, page ?? 'There is no page at this URL.')
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
      // For tests.
      LOCAL_INBOX: inbox,
    },
    async stop() {
      http.closeAllConnections()
      http.close()
      await Promise.all([once(http, 'close'), new Promise<void>((resolve) => smtp.close(() => resolve()))])
    },
  }
}
