import { findProxyAgent } from '@/lib/find-proxy-agent'
import { keepAliveFetch } from '@/lib/stripe/keep-alive-fetch'
import { PATIENCE_MS } from './check'

type Init = { method?: string; headers?: Record<string, string>; body?: URLSearchParams }

/**
 * Asks the sign-in provider the way sign-in does, through the proxy of HTTPS_PROXY where there is one. Node's own
 * `fetch` knows no proxy. It gives up after {@link PATIENCE_MS}.
 */
export function fetchAsSignIn(
  url: string,
  { method = 'GET', headers = {}, body }: Init = {},
): Promise<Response> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  if (!findProxyAgent(url)) return fetch(url, { method, headers, signal, ...(body && { body }) })
  const form = body && { 'Content-Type': 'application/x-www-form-urlencoded' }
  return keepAliveFetch(url, {
    method,
    headers: Object.entries({ ...headers, ...form }),
    body: body?.toString(),
    signal,
  })
}
