import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

/** How long an unused connection through a proxy is kept, in milliseconds. */
const IDLE_MS = 50_000

const agents = new Map<string, HttpsProxyAgent<string>>()

/**
 * The agent for an https URL that goes through the proxy in HTTPS_PROXY or ALL_PROXY. Null for a direct
 * connection: without a proxy, or by NO_PROXY. Node's `https` ignores these variables.
 */
export function findProxyAgent(url: string): HttpsProxyAgent<string> | null {
  const proxy = url.startsWith('https:') && getProxyForUrl(url)
  if (!proxy) return null
  const agent = agents.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true, timeout: IDLE_MS })
  agents.set(proxy, agent)
  return agent
}
