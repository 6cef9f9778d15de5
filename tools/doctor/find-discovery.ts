import { discoveryAddress } from '@/lib/auth/oidc-provider'
import { findProxyAgent } from '@/lib/find-proxy-agent'
import { exchange } from '@/lib/stripe/exchange'
import { PATIENCE_MS } from './check'

/**
 * The fields that the app needs from a discovery document.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
const ADDRESSES = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

export type Discovery = Record<(typeof ADDRESSES)[number], string> & {
  /** Null if the document does not say. */
  claims: readonly string[] | null
  idTokenAlgs: readonly string[] | null
  clientAuthMethods: readonly string[] | null
}

/** Fetches an issuer's discovery document; null when there is none that the app can use. */
export async function findDiscovery(issuer: string): Promise<Discovery | null> {
  try {
    const response = await fetchAsSignIn(discoveryAddress(issuer))
    const document: unknown = response.ok ? await response.json() : null
    return typeof document === 'object' && document !== null ? readDiscovery(document) : null
  } catch {
    return null
  }
}

function readDiscovery(document: object): Discovery | null {
  const fields = new Map<string, unknown>(Object.entries(document))
  const [issuer = '', authorization_endpoint = '', token_endpoint = '', jwks_uri = ''] = ADDRESSES.map(
    (name) => String(fields.get(name)),
  )
  const addresses = { issuer, authorization_endpoint, token_endpoint, jwks_uri }
  if (!Object.values(addresses).every((address) => URL.canParse(address))) return null
  const list = (name: string) => {
    const value = fields.get(name)
    return Array.isArray(value) ? value.map(String) : null
  }
  return {
    ...addresses,
    claims: list('claims_supported'),
    idTokenAlgs: list('id_token_signing_alg_values_supported'),
    clientAuthMethods: list('token_endpoint_auth_methods_supported'),
  }
}

type Init = { method?: string; headers?: Record<string, string>; body?: URLSearchParams }

/**
 * Sends a request to the sign-in provider as sign-in does, through the proxy in HTTPS_PROXY if set (Node's
 * own `fetch` ignores it). Times out after {@link PATIENCE_MS}.
 */
export async function fetchAsSignIn(
  url: string,
  { method = 'GET', headers = {}, body }: Init = {},
): Promise<Response> {
  if (!findProxyAgent(url)) {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    return fetch(url, { method, headers, signal, ...(body && { body }) })
  }
  const { origin, pathname, search } = new URL(url)
  const form = body && { 'Content-Type': 'application/x-www-form-urlencoded' }
  const response = await exchange({
    origin,
    path: pathname + search,
    method,
    headers: { ...headers, ...form },
    body: body?.toString(),
    timeoutMs: PATIENCE_MS,
  })
  return new Response(response.body, response)
}
