import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import Stripe from 'stripe'
import { newId } from '../account/new-id'
import type { Store } from '../account/store'
import type { LoggedRequest } from '../control/request-log'
import { executeWithFault, refuse } from '../faults/execute-with-fault'
import { EDGE, type Fault, type FaultQueue } from '../faults/fault'
import { leaveHanging, reset, sendReply } from '../faults/send-reply'
import type { LocalStripe } from '../local-stripe'
import type { Endpoint } from './endpoint'
import { type Form, fingerprintOf, readForm } from './form'
import { errorReply, type IdempotencyLayer, type Reply } from './idempotency'
import { invalidKey, StripeError } from './stripe-error'

export type Api = {
  stripe: LocalStripe
  secretKey: string
  idempotency: IdempotencyLayer
  faults: FaultQueue
  requests: LoggedRequest[]
}

/** The response of a gateway that cannot reach Stripe. */
const BAD_GATEWAY: Reply = {
  status: 502,
  headers: { 'Content-Type': 'text/html' },
  body:
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad ' +
    'Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
  stored: false,
}

/** Handles one call of Stripe's API. `endpoint` is null if there is none for that method and path. */
export async function handleCall(
  c: Context<{ Bindings: HttpBindings }>,
  { stripe, secretKey, idempotency, faults, requests }: Api,
  endpoint: Endpoint | null,
): Promise<Response> {
  const { method, path } = c.req
  const id = newId('req')
  const key = (method === 'POST' && c.req.header('idempotency-key')) || null
  const call = { id, at: stripe.now(), method, path, idempotencyKey: key }
  const logged: LoggedRequest = { ...call, customer: null, fault: null, status: null }
  requests.push(logged)
  const send = (reply: Reply, fault: Fault | null = null) => {
    logged.status = reply.status
    const headers = {
      'Cache-Control': 'no-cache, no-store',
      'Request-Id': id,
      'Stripe-Version': Stripe.API_VERSION,
      ...(key !== null && { 'Idempotency-Key': key }),
      ...reply.headers,
    }
    return sendReply(c.env.outgoing, { ...reply, headers }, fault)
  }
  try {
    authenticate(c.req.header('authorization'), secretKey)
    const form = await readForm(c.req)
    const customer = customerOf(path, form, stripe.store)
    const fault = faults.take(path, customer, stripe.store)
    Object.assign(logged, { customer, fault: fault?.kind ?? null })
    if (fault?.kind === 'hang') return leaveHanging()
    if (fault?.kind === 'reset-before') return reset(c.env.outgoing)
    if (fault?.kind === 'html-502') {
      logged.status = BAD_GATEWAY.status
      return sendReply(c.env.outgoing, BAD_GATEWAY, null)
    }
    refuse(EDGE, fault?.kind, customer)

    if (!endpoint) throw unrecognized(method, path)
    const execute = endpoint.prepare(form)
    // From here on errors become replies, because the idempotency layer stores them.
    const run = () =>
      executeWithFault(fault, customer, id, () => execute(stripe, c.req.param('id') ?? ''))
        .catch((error: unknown) => errorReply(error, id))
        // Saves before the response, so that a caller never holds an id that a crash could lose.
        .finally(stripe.save)
    if (key === null) return send(await run(), fault)
    const keyed = { key, path, fingerprint: fingerprintOf(form), requestId: id }
    return send(await idempotency.respond(keyed, run), fault)
  } catch (error) {
    return send(errorReply(error, id))
  }
}

/**
 * Accepts the account's secret key as a bearer token. https://docs.stripe.com/api/authentication
 * @throws {StripeError} 401
 */
function authenticate(authorization: string | undefined, secretKey: string): void {
  const key = /^bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1]
  if (key === secretKey) return
  if (key) throw invalidKey(key)
  const message =
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
  throw new StripeError(401, { message })
}

/**
 * The customer that a call is about: its parameter, the one in its path, or the owner of the object in its
 * path.
 */
function customerOf(path: string, form: Form, store: Store): string | null {
  const [, , resource, id = ''] = path.split('/')
  const customer = form.customer ?? (resource === 'customers' ? id : store.findAny(id)?.customer)
  return typeof customer === 'string' && customer !== '' ? customer : null
}

function unrecognized(method: string, path: string): StripeError {
  const help = 'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.'
  return new StripeError(404, { message: `Unrecognized request URL (${method}: ${path}). ${help}` })
}
