import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'

export type Tls = {
  /** The authority's certificate, which alone is trusted. */
  ca: string
  /** Where each host is served, on 127.0.0.1. */
  ports: Readonly<Record<string, number>>
}

type Question = { method?: string; headers?: Record<string, string> }

export type TlsResponse = { status: number; headers: IncomingHttpHeaders; body: string }

/** Sends one request under a host name that no name server knows. Follows no redirect. */
export function askOverTls(tls: Tls, address: string, { method = 'GET', headers = {} }: Question) {
  const { hostname, pathname, search } = new URL(address)
  const options = {
    host: '127.0.0.1',
    port: tls.ports[hostname],
    servername: hostname,
    ca: tls.ca,
    agent: false,
    method,
    path: pathname + search,
    headers: { Host: hostname, ...headers },
  } as const
  return new Promise<TlsResponse>((resolve, reject) => {
    request(options, (response) => {
      const { statusCode: status = 0, headers: received } = response
      text(response).then((body) => resolve({ status, headers: received, body }), reject)
    })
      .on('error', reject)
      .end()
  })
}
