import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

/** How long an unused connection through a proxy is kept, in milliseconds. */
const IDLE_MS = 50_000

const agents = new Map<string, HttpsProxyAgent<string>>()

/**
 * The agent for an https address that lies behind the proxy of HTTPS_PROXY (or ALL_PROXY); null where
 * NO_PROXY or the lack of a proxy says to connect directly. Node's own `https` looks at none of these by
 * itself.
 */
export function findProxyAgent(url: string): HttpsProxyAgent<string> | null {
  const proxy = url.startsWith('https:') && getProxyForUrl(url)
  if (!proxy) return null
  const agent = agents.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true, timeout: IDLE_MS })
  agents.set(proxy, agent)
  return agent
}
