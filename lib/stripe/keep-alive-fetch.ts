import { once } from 'node:events'
import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { findProxyAgent } from '../find-proxy-agent'

/**
 * How long an idle connection is kept, in milliseconds: as long as people pause between two visits, and less
 * than gateways usually do.
 */
const IDLE_MS = 50_000

const http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS })
const https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS })

/** What the `stripe` package passes to the `fetch` that it is given, and always does. */
type Init = {
  method: string
  headers: [name: string, value: string][]
  body?: string | undefined
  signal: AbortSignal
}

/**
 * At any JSON that is no object the package breaks: it throws a bare TypeError, or never settles its promise.
 */
const OBJECT = /^\s*\{/

/**
 * As much of `fetch` as the `stripe` package needs, on connections that outlive a pause, and through a proxy
 * where the environment names one. Node's own drops a connection after 4 s without use, so that on all but
 * the busiest deployments every call would pay for a new TLS handshake; and Next replaces it by one that
 * looks for a cache first. Redirects are not followed, since Stripe's API has none, and an answer that is no
 * JSON object has an empty body.
 *
 * @throws {TypeError} with a `cause`, like `fetch`, when the connection fails; whatever `init.signal` says
 *   when that strikes, also while the body is being read
 */
export async function keepAliveFetch(url: string, init: Init): Promise<Response> {
  const { method, headers, body, signal } = init
  const options = { method, headers: Object.fromEntries(headers), signal }
  try {
    const request = url.startsWith('https:')
      ? requestHttps(url, { ...options, agent: findProxyAgent(url) ?? https })
      : requestHttp(url, { ...options, agent: http })
    // What fails after the head of the answer has come is seen by whoever reads the body, below.
    request.on('error', () => {})
    request.end(body)
    const [response] = await once(request, 'response')
    const answer = await text(response)
    return new Response(OBJECT.test(answer) ? answer : null, {
      status: response.statusCode,
      headers: Object.entries<string | string[]>(response.headers).map(([name, value]) => [
        name,
        String(value),
      ]),
    })
  } catch (cause) {
    signal.throwIfAborted()
    // Its code stays inside: at the sight of ECONNRESET the package repeats a call even where it was told not
    // to.
    throw new TypeError('The connection failed.', { cause })
  }
}
