import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { log } from '../log'
import { isStopping, markStopping } from '../stopping'

/**
 * How long idle connections stay open, in milliseconds. A request that a client has already sent on one is on
 * its way for less. Closing at once would cut it, and a proxy cannot repeat a POST.
 */
const SETTLE_MS = 1_000

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 50

/** The most time for what follows the last response, such as sending traces, in milliseconds. */
const LAST_WORK_MS = 2_000

type Stop = {
  /** After this time, in milliseconds, the process is gone, whatever clients do. */
  withinMs: number
  /** Work between the last response and the exit. It never rejects, and is given 2 s. */
  lastWork: () => Promise<void>
}

/**
 * Lets this process stop without cutting a request. On SIGTERM and SIGINT Next closes its server, waits for
 * requests in flight and exits. By itself that leaves three gaps: a client that keeps its connection busy
 * holds the process, an idle connection is closed while a request may be on its way on it, and a client that
 * never finishes its request is waited for without limit.
 *
 * Here, new connections are refused at once, so a proxy turns to another server with nothing sent. Each
 * response has `Connection: close`. Idle connections stay a little longer. What remains near the limit is
 * cut.
 *
 * Next creates the server and does not hand it out, so it is taken from the first request:
 * https://nodejs.org/api/diagnostics_channel.html#event-httpserverrequeststart
 */
export function stopGracefully({ withinMs, lastWork }: Stop): void {
  const open = new Set<ServerResponse>()
  let known: Server | undefined

  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as { server: Server; response: ServerResponse }
    if (server !== known) {
      known = server
      closeLate(server, open, lastWork)
    }
    open.add(response)
    response.once('close', () => open.delete(response))
    if (isStopping()) endConnection(response)
  })

  const limit = (code: number) => async () => {
    log.info('stop.started', { requests: open.size })
    await wait(withinMs - LAST_WORK_MS, null, { ref: false })
    log.warn('stop.cut', { requests: open.size })
    known?.closeAllConnections()
    await wait(LAST_WORK_MS, null, { ref: false })
    process.exit(code)
  }
  process.once('SIGTERM', limit(143)).once('SIGINT', limit(130))
}

function closeLate(server: Server, open: ReadonlySet<ServerResponse>, lastWork: () => Promise<void>): void {
  server.close = (done) => {
    markStopping()
    for (const response of open) endConnection(response)
    let sweep: NodeJS.Timeout
    const settling = setTimeout(() => {
      sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    }, SETTLE_MS)
    const closed = (error?: Error) => {
      clearTimeout(settling)
      clearInterval(sweep)
      void Promise.race([lastWork(), wait(LAST_WORK_MS)]).then(() => done?.(error))
    }
    // After this round of events, so that connections already made are accepted instead of reset. The HTTP
    // server's own method would close idle connections first.
    setImmediate(() => NetServer.prototype.close.call(server, closed))
    return server
  }
}

/** Tells the client to send nothing more on this connection. Too late for a response that has begun. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}
