import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Reply } from '../api/idempotency'
import type { Fault } from './fault'

/** Sends a response, either whole or damaged by a wire fault. */
export function sendReply(
  outgoing: ServerResponse,
  { body, status, ...reply }: Reply,
  fault: Fault | null,
): Response {
  const bytes = Buffer.from(body)
  const headers = { ...reply.headers, 'Content-Length': String(bytes.length) }
  switch (fault?.kind) {
    case 'reset-after':
      return reset(outgoing)
    case 'drip':
      drip(outgoing.writeHead(status, headers), bytes, fault.ms ?? 250)
      return RESPONSE_ALREADY_SENT
    default:
      return new Response(bytes, { status, headers })
  }
}

/** Never responds. The connection ends when the caller gives up or this server stops. */
export const leaveHanging = () => RESPONSE_ALREADY_SENT

/** Ends the connection with a TCP reset (RST), as a crashed peer or an impatient middlebox does. */
export function reset(outgoing: ServerResponse): Response {
  outgoing.socket?.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

/** Sends one byte at a time, so that an inactivity timeout never fires. */
function drip(outgoing: ServerResponse, bytes: Buffer, ms: number): void {
  let sent = 0
  const timer = setInterval(() => {
    if (sent < bytes.length) outgoing.write(bytes.subarray(sent, ++sent))
    else outgoing.end()
  }, ms).unref()
  outgoing.flushHeaders()
  outgoing.once('close', () => clearInterval(timer))
}
