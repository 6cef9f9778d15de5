import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import Stripe from 'stripe'
import { newId } from '../account/new-id'
import type { Snapshot } from '../account/snapshot'
import type { RequestLog } from '../control/request-log'
import { edgeReply } from '../faults/edge-fault'
import { executeWithFault } from '../faults/execution-fault'
import type { Fault } from '../faults/fault'
import type { FaultQueue } from '../faults/fault-queue'
import { leaveHanging, reset, sendReply } from '../faults/send-reply'
import type { LocalStripe } from '../local-stripe'
import { authenticate } from './authenticate'
import { customerOfCall } from './customer-of-call'
import type { Endpoint } from './endpoint'
import type { IdempotencyLayer } from './idempotency'
import { readForm } from './read-form'
import { jsonReply, type Reply } from './reply'
import { StripeError } from './stripe-error'

export type Api = {
  stripe: LocalStripe
  secretKey: string
  snapshot: Snapshot
  idempotency: IdempotencyLayer
  faults: FaultQueue
  requests: RequestLog
}

type ApiContext = Context<{ Bindings: HttpBindings }>

/** Answers one call of Stripe's API; `endpoint` is null where there is none at that method and path. */
export async function handleCall(c: ApiContext, api: Api, endpoint: Endpoint | null): Promise<Response> {
  const { faults, requests, secretKey, stripe } = api
  const { method, path } = c.req
  const id = newId('req')
  const idempotencyKey = (method === 'POST' && c.req.header('idempotency-key')) || null
  const seen = {
    id,
    at: stripe.now(),
    method,
    path,
    idempotencyKey,
    customer: null,
    fault: null,
    status: null,
  }
  const logged = requests.add(seen)
  const send = (reply: Reply, fault: Fault | null = null) => {
    logged.status = reply.status
    return sendReply(c.env.outgoing, withStandardHeaders(reply, id, idempotencyKey), fault)
  }
  try {
    authenticate(c.req.header('authorization'), secretKey)
    const form = await readForm(c.req)
    const customer = customerOfCall(path, form, stripe.store)
    const fault = faults.take(path, customer, stripe.store)
    Object.assign(logged, { customer, fault: fault?.kind ?? null })
    if (fault?.kind === 'hang') return leaveHanging()
    if (fault?.kind === 'reset-before') return reset(c.env.outgoing)
    const edge = edgeReply(fault)
    if (edge) return send(edge)

    if (!endpoint) throw unrecognized(method, path)
    const execute = endpoint.prepare(form)
    const run = () =>
      executed(api, id, () =>
        executeWithFault(fault, { customer, requestId: id }, () => execute(stripe, c.req.param('id') ?? '')),
      )
    if (idempotencyKey === null) return send(await run(), fault)
    const call = { key: idempotencyKey, path, fingerprint: JSON.stringify(sorted(form)), requestId: id }
    return send(await api.idempotency.answer(call, run), fault)
  } catch (error) {
    return send(errorReply(error, id))
  }
}

/** From the execution on, errors are answers, because the idempotency layer keeps them. */
async function executed({ snapshot }: Api, requestId: string, execute: () => Promise<Reply>): Promise<Reply> {
  try {
    return await execute()
  } catch (error) {
    return errorReply(error, requestId)
  } finally {
    // A caller never holds an id that a crash could forget.
    await snapshot.save()
  }
}

function unrecognized(method: string, path: string): StripeError {
  const help = 'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.'
  return new StripeError(404, { message: `Unrecognized request URL (${method}: ${path}). ${help}` })
}

function errorReply(error: unknown, requestId: string): Reply {
  if (error instanceof StripeError) return jsonReply(error.status, error.toBody(requestId), error.headers)
  console.error('The local Stripe failed:', error)
  const unknown = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, unknown.toBody(requestId))
}

/** What is not JSON comes from a gateway, which knows nothing of these. */
function withStandardHeaders(reply: Reply, requestId: string, idempotencyKey: string | null): Reply {
  if (reply.headers['Content-Type'] !== 'application/json') return reply
  const headers = {
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': requestId,
    'Stripe-Version': Stripe.API_VERSION,
    ...(idempotencyKey !== null && { 'Idempotency-Key': idempotencyKey }),
    ...reply.headers,
  }
  return { ...reply, headers }
}

/** The form with its names in one order, so that equal forms have equal text. */
function sorted(form: unknown): unknown {
  if (typeof form !== 'object' || form === null) return form
  const entries = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, value]) => [name, sorted(value)])
}
