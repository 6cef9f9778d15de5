import type { IncomingMessage, ServerResponse } from 'node:http'
import Stripe from 'stripe'
import type { LoggedRequest, RequestLog } from '../control/request-log'
import { edgeOutcome } from '../faults/edge-fault'
import { executeWithFault } from '../faults/execution-fault'
import type { Fault } from '../faults/fault'
import type { FaultQueue } from '../faults/fault-queue'
import { reset, sendReply } from '../faults/send-reply'
import type { LocalStripe } from '../local-stripe'
import { renewDueSubscriptions } from '../resources/subscription-lifecycle'
import type { Snapshot } from '../store/snapshot'
import { authenticate } from './authenticate'
import { customerOfCall } from './customer-of-call'
import { requireRoute } from './find-route'
import type { Form } from './form'
import type { IdempotencyLayer } from './idempotency'
import { type ApiCall, readCall } from './read-call'
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

/** Answers one call of Stripe's API. */
export async function handleApi(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  const call = await readCall(request)
  const logged = api.requests.add({
    id: call.requestId,
    at: api.stripe.now(),
    method: call.method,
    path: call.path,
    customer: null,
    idempotencyKey: call.idempotencyKey,
    fault: null,
    status: null,
  })
  const answer = await answerOf(call, logged, api)
  if (answer.kind === 'reset') return reset(response)
  // Nobody ever answers; the connection ends when the caller gives up, or when this server stops.
  if (answer.kind === 'left-hanging') return
  logged.status = answer.reply.status
  sendReply(response, answer.reply, answer.fault)
}

type Answer =
  | { kind: 'reply'; reply: Reply; fault: Fault | null }
  | { kind: 'reset' }
  | { kind: 'left-hanging' }

async function answerOf(call: ApiCall, logged: LoggedRequest, api: Api): Promise<Answer> {
  try {
    authenticate(call.authorization, api.secretKey)
    const form = call.form()
    logged.customer = customerOfCall(call.path, form, api.stripe.store)
    const fault = api.faults.take({
      path: call.path,
      customerId: logged.customer,
      customer: logged.customer === null ? null : api.stripe.store.customers.find(logged.customer),
    })
    logged.fault = fault?.kind ?? null
    const edge = edgeOutcome(fault)
    if (edge.kind === 'answered') return { kind: 'reply', reply: edge.reply, fault: null }
    if (edge.kind !== 'passed') return edge
    const reply = await apiReply(call, form, fault, logged, api)
    return { kind: 'reply', reply: withStandardHeaders(reply, call), fault }
  } catch (error) {
    return { kind: 'reply', reply: withStandardHeaders(errorReply(error, call), call), fault: null }
  }
}

/** @throws {StripeError} while nothing has executed yet; from then on errors are answers, because the idempotency layer keeps them. */
async function apiReply(
  call: ApiCall,
  form: Form,
  fault: Fault | null,
  logged: LoggedRequest,
  api: Api,
): Promise<Reply> {
  const { route, id } = requireRoute(call.method, call.path)
  const execute = route.prepare(form)
  const struck = { customerId: logged.customer, requestId: call.requestId }
  const run = async () => {
    try {
      renewDueSubscriptions(api.stripe)
      return await executeWithFault(fault, struck, () => execute(api.stripe, id))
    } catch (error) {
      return errorReply(error, call)
    } finally {
      // A caller never holds an id that a crash could forget.
      await api.snapshot.save()
    }
  }
  const { idempotencyKey: key, path, requestId } = call
  return key === null ? run() : api.idempotency.answer({ key, path, form, requestId }, run)
}

function errorReply(error: unknown, call: ApiCall): Reply {
  if (error instanceof StripeError)
    return jsonReply(error.status, error.toBody(call.requestId), error.headers)
  console.error(`The local Stripe failed in ${call.method} ${call.path}:`, error)
  const unknown = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, unknown.toBody(call.requestId))
}

function withStandardHeaders(reply: Reply, call: ApiCall): Reply {
  return {
    ...reply,
    headers: {
      'Cache-Control': 'no-cache, no-store',
      'Request-Id': call.requestId,
      'Stripe-Version': Stripe.API_VERSION,
      ...(call.idempotencyKey !== null && { 'Idempotency-Key': call.idempotencyKey }),
      ...reply.headers,
    },
  }
}
