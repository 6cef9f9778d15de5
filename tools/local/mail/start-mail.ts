import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Hono } from 'hono'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { listenLocally } from '../listen-locally'
import { pageHeaders } from '../page/page-headers'
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

  const app = new Hono()
  // An email's styles stand on its elements.
  app.use(pageHeaders(() => "style-src-attr 'unsafe-inline'"))
  app.get('/', (c) => c.html(inboxPage(messages)))
  app.get('/message/:number', (c) => {
    // Counted from the oldest, so a new message does not change the URLs of the others.
    const message = messages[messages.length - Number(c.req.param('number'))]
    return message ? c.html(messagePage(message)) : c.notFound()
  })
  const { origin: inbox, serve, stop } = await listenLocally()
  serve(app.fetch)
  return {
    name: 'Mail inbox',
    address: inbox,
    variables: {
      EMAIL_SERVER: `smtp://127.0.0.1:${(smtpServer.address() as AddressInfo).port}`,
      EMAIL_FROM: 'OrbitKit Billing <billing@example.com>',
      // For tests.
      LOCAL_INBOX: inbox,
    },
    async stop() {
      await Promise.all([stop(), new Promise<void>((resolve) => smtp.close(() => resolve()))])
    },
  }
}
