import { once } from 'node:events'
import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { findProxyAgent } from '../find-proxy-agent'

/**
 * How long an idle connection is kept, in milliseconds: longer than users pause, shorter than gateways
 * usually allow.
 */
const IDLE_MS = 50_000

const http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS })
const https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS })

/** What the `stripe` package always passes to `fetch`. */
type Init = {
  method: string
  headers: [name: string, value: string][]
  body?: string | undefined
  signal: AbortSignal
}

/** On JSON that is not an object the package throws a bare TypeError, or never settles its promise. */
const OBJECT = /^\s*\{/

/**
 * The part of `fetch` that the `stripe` package needs, on long-lived connections, and through a proxy if the
 * environment names one. Node's own `fetch` drops an idle connection after 4 s, so most calls would need a
 * new TLS handshake, and Next replaces it with one that consults a cache. Redirects are not followed, because
 * Stripe's API has none. A response that is not a JSON object gets an empty body.
 *
 * @throws {TypeError} with a `cause`, like `fetch`, when the connection fails; the reason of `init.signal`
 *   when it aborts, also while the body is being read
 */
export async function keepAliveFetch(url: string, init: Init): Promise<Response> {
  const { method, headers, body, signal } = init
  const options = { method, headers: Object.fromEntries(headers), signal }
  try {
    const request = url.startsWith('https:')
      ? requestHttps(url, { ...options, agent: findProxyAgent(url) ?? https })
      : requestHttp(url, { ...options, agent: http })
    // A failure after the response's headers surfaces when the body is read, below.
    request.on('error', () => {})
    request.end(body)
    const [response] = await once(request, 'response')
    const responseBody = await text(response)
    return new Response(OBJECT.test(responseBody) ? responseBody : null, {
      status: response.statusCode,
      headers: Object.entries<string | string[]>(response.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
    })
  } catch (cause) {
    signal.throwIfAborted()
    // The code stays in `cause`: the package retries on ECONNRESET even when retries are off.
    throw new TypeError('The connection failed.', { cause })
  }
}
