import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

const CHANNEL = 'http.server.request.start'

/** Two years, in seconds. Subdomains and preload lists are the domain owner's decision. */
const VALUE = 'max-age=63072000'

/**
 * Sends `Strict-Transport-Security` with every response of this process, if the deployment's origin is https.
 * Browsers then never ask for it over plain HTTP.
 *
 * The configured origin decides, and no header: a plain `proxy_pass` does not send `X-Forwarded-Proto`
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header), and a client could. Where a
 * proxy passes on plain HTTP, too, browsers ignore the header there (RFC 6797, section 8.1).
 *
 * `next.config.mjs` cannot send it, because headers there are fixed at build time, and one build serves many
 * origins. Next does not hand out its server, so responses are taken as they begin:
 * https://nodejs.org/api/diagnostics_channel.html#event-httpserverrequeststart
 */
export function sendStrictTransportSecurity(ownOrigin: string): void {
  if (ownOrigin.startsWith('https:')) subscribe(CHANNEL, setHeader)
}

function setHeader(message: unknown): void {
  const { response } = message as { response: ServerResponse }
  response.setHeader('Strict-Transport-Security', VALUE)
}
