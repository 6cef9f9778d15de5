import type { ServerResponse } from 'node:http'
import type { Reply } from '../api/reply'
import { DEFAULT_DRIP_MS, type Fault } from './fault'

/** Sends an answer whole, or damaged as a wire fault says. */
export function sendReply(response: ServerResponse, reply: Reply, fault: Fault | null): void {
  const body = Buffer.from(reply.body)
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': body.length })
  switch (fault?.kind) {
    case 'reset-after':
      reset(response)
      return
    case 'half-body':
      // Closed without a reset, so that the half that was sent does arrive.
      response.write(body.subarray(0, body.length / 2), () => response.destroy())
      return
    case 'drip':
      drip(response, body, fault.ms ?? DEFAULT_DRIP_MS)
      return
    default:
      response.end(body)
  }
}

/** Ends the connection with a TCP reset (RST), as a crashed peer or an impatient middlebox does. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}

/** One byte at a time: enough to keep an inactivity timeout from ever striking. */
function drip(response: ServerResponse, body: Buffer, ms: number): void {
  let sent = 0
  const timer = setInterval(() => {
    if (sent < body.length) response.write(body.subarray(sent, ++sent))
    else response.end()
  }, ms)
  timer.unref()
  response.flushHeaders()
  response.once('close', () => clearInterval(timer))
}
