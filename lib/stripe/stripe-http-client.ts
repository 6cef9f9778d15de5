import Stripe from 'stripe'
import { findRequestContext } from '../request-context'
import { errorType, inSpan, measure } from '../telemetry'
import { exchange, type Incoming } from './exchange'

/** On JSON that is not an object the package throws a bare TypeError, or never settles its promise. */
const OBJECT = /^\s*\{/

/**
 * How the `stripe` package sends its requests here: by {@link exchange}, and as a span and a measurement for
 * each attempt, retries included. Stripe's request id goes into the request's log line: Stripe's Dashboard
 * and support find the call by it.
 */
export class StripeHttpClient extends Stripe.HttpClient {
  override getClientName(): string {
    return 'node'
  }

  /**
   * @param timeoutMs for the whole attempt
   * @throws {TypeError} like {@link exchange}
   */
  override makeRequest(
    host: string,
    port: string,
    path: string,
    method: string,
    headers: Record<string, string | number | string[]>,
    body: string,
    protocol: string,
    timeoutMs: number,
  ): Promise<WholeResponse> {
    const origin = `${protocol}://${host}:${port}`
    const outgoing = { origin, path, method, headers, timeoutMs, ...(body && { body }) }
    return observed({ method, host, path }, async () => new WholeResponse(await exchange(outgoing)))
  }
}

/** A response that has been read. A body that is not a JSON object is an error of the API. */
class WholeResponse extends Stripe.HttpClientResponse {
  readonly #incoming: Incoming

  constructor(incoming: Incoming) {
    super(incoming.status, incoming.headers)
    this.#incoming = incoming
  }

  /** The package keeps it as `lastResponse`, and never settles its promise where it is missing. */
  override getRawResponse(): Incoming {
    return this.#incoming
  }

  override async toJSON(): Promise<unknown> {
    const { body } = this.#incoming
    return this._parseResponseBody(OBJECT.test(body) ? body : '')
  }
}

function observed(
  { method, host, path }: { method: string; host: string; path: string },
  send: () => Promise<WholeResponse>,
): Promise<WholeResponse> {
  const call = { 'http.request.method': method, 'server.address': host, 'url.template': templateOf(path) }
  const started = performance.now()
  return inSpan(
    'stripe',
    async (annotate) => {
      const outcome: { 'http.response.status_code'?: number; 'error.type'?: string } = {}
      try {
        const response = await send()
        outcome['http.response.status_code'] = response.getStatusCode()
        const requestId = response.getHeaders()['request-id']
        const request = findRequestContext()
        if (request && requestId) request.stripeRequestId = String(requestId)
        annotate({ ...outcome, 'stripe.request_id': String(requestId ?? 'none') })
        return response
      } catch (error) {
        outcome['error.type'] = errorType(error)
        throw error
      } finally {
        measure('http.client.request.duration', performance.now() - started, { ...call, ...outcome })
      }
    },
    call,
  )
}

/**
 * `/v1/customers/cus_1?expand=…` becomes `/v1/customers/{id}`: ids have an underscore and a digit or capital.
 */
const templateOf = (path: string) =>
  path.replace(/\?.*$/, '').replace(/\/[a-z]+_(?=\w*[A-Z0-9])\w+/g, '/{id}')
