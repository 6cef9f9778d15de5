import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import Stripe from 'stripe'
import { findProxyAgent } from '../find-proxy-agent'

/**
 * How long an idle connection is kept, in milliseconds: longer than users pause, shorter than gateways
 * usually allow.
 */
const IDLE_MS = 50_000

const http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS })
const https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS })

type Outgoing = {
  /** Scheme, host and port, such as `https://api.stripe.com`. */
  origin: string
  /** With the query. */
  path: string
  method: string
  headers: Record<string, string | number | string[]>
  body?: string | undefined
  /** For the whole exchange, from connecting to the last byte, in milliseconds. */
  timeoutMs: number
}

export type Incoming = { status: number; headers: Record<string, string>; body: string }

/**
 * Sends a request and reads the whole response, on a connection that is kept, and through a proxy if the
 * environment names one. Node's `fetch` drops an idle connection after 4 s, so most calls would need a new
 * TLS handshake; the package's Node client limits inactivity only, so a response that trickles in would
 * outlive any deadline. Redirects are not followed, because Stripe's API has none.
 *
 * @throws {TypeError} with a `cause` when the connection fails, which keeps its code from the package: it
 *   retries on ECONNRESET even when retries are off. With the code ETIMEDOUT when the time is over
 */
export function exchange({ origin, path, method, headers, body, timeoutMs }: Outgoing): Promise<Incoming> {
  return new Promise((resolve, reject) => {
    const isSecure = origin.startsWith('https:')
    const agent = isSecure ? (findProxyAgent(origin) ?? https) : http
    const request = (isSecure ? requestHttps : requestHttp)(`${origin}${path}`, { method, headers, agent })
    const fail = (cause?: unknown) => {
      clearTimeout(timer)
      reject(new TypeError('The connection failed.', { cause }))
    }
    const timer = setTimeout(() => {
      reject(Stripe.HttpClient.makeTimeoutError())
      request.destroy()
    }, timeoutMs)
    request.on('error', fail)
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', fail)
      response.on('end', () => {
        clearTimeout(timer)
        const { statusCode: status = 0 } = response
        // HTTP has no others (RFC 9110, 15), and the package would take one for a success.
        if (status > 599) return fail(new Error(`Status ${status}.`))
        const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
        resolve({ status, headers: Object.fromEntries(received), body: text })
      })
    })
    request.end(body)
  })
}
