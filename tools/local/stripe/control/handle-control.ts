import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { fault } from '../faults/fault'
import type { FaultQueue } from '../faults/fault-queue'
import type { LocalStripe } from '../local-stripe'
import { readBody } from '../read-body'
import type { StripeEvent } from '../wire'
import type { RequestLog } from './request-log'

const event = z.strictObject({
  type: z.string().min(1),
  object: z.looseObject({}),
  previous_attributes: z.looseObject({}).optional(),
  /** Given to send one event twice. */
  id: z.string().optional(),
  created: z.int().optional(),
})

const filter = z.strictObject({
  customer: z.string().optional(),
  path: z.string().optional(),
  since: z.coerce.number().optional(),
})

export type EventInput = z.input<typeof event>

export type Control = {
  stripe: LocalStripe
  faults: FaultQueue
  requests: RequestLog
  /** Sends an event to the webhook endpoint, whatever that has subscribed to. */
  deliver: (event: StripeEvent) => void
}

/**
 * What Stripe does not have: `/_local/faults`, `/_local/requests`, `/_local/events`. Without a key, because only this machine can reach
 * the port; a page in a browser is kept out by the `Origin` that browsers add.
 */
export async function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  control: Control,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) {
    return send(response, 403, {
      message: 'The control API is for programs on this machine, not for pages in a browser.',
    })
  }
  try {
    switch (`${request.method} ${pathname}`) {
      case 'POST /_local/faults': {
        const added = fault.parse(await readJson(request))
        control.faults.add(added)
        return send(response, 201, added)
      }
      case 'DELETE /_local/faults':
        control.faults.clear()
        return send(response, 200, {})
      case 'GET /_local/requests':
        return send(response, 200, {
          data: control.requests.find(filter.parse(Object.fromEntries(searchParams))),
        })
      case 'POST /_local/events': {
        const { previous_attributes: previous, ...occurrence } = event.parse(await readJson(request))
        const recorded = control.stripe.events.keep({ ...occurrence, previous })
        control.deliver(recorded)
        return send(response, 201, recorded)
      }
      default:
        return send(response, 404, {
          message: `There is no ${request.method} ${pathname}. See tools/local/stripe/README.md.`,
        })
    }
  } catch (error) {
    if (error instanceof z.ZodError) return send(response, 400, { message: z.prettifyError(error) })
    if (error instanceof SyntaxError) return send(response, 400, { message: 'The body is not JSON.' })
    throw error
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  return JSON.parse((await readBody(request)) ?? '')
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}
