import { origin } from '@/lib/origin'
import { type Check, type Finding, PATIENCE_MS } from './check'
import { isClientRefused } from './is-client-refused'

/** What the app needs of a discovery document. https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

type Discovery = { issuer: string } & Record<(typeof ENDPOINTS)[number], string>

export const checkSignIn: Check = {
  name: 'sign-in provider',
  variables: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  needs: [],
  async look({ auth: { oidc }, ...env }) {
    if (!oidc) return unusable('none is set', 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
    const { host } = new URL(oidc.issuer)
    const discovery = await findDiscovery(oidc.issuer)
    if (!discovery)
      return unusable(
        `${host} does not answer with a discovery document`,
        `Correct OIDC_ISSUER: ${oidc.issuer}/.well-known/openid-configuration must be there, and within reach of this machine.`,
      )
    if (discovery.issuer.replace(/\/+$/, '') !== oidc.issuer)
      return unusable(`${host} calls itself ${discovery.issuer}`, `Set OIDC_ISSUER to ${discovery.issuer}.`)
    if (await isClientRefused(discovery.token_endpoint, oidc))
      return unusable(
        `${host} answers, but refuses the client`,
        `Correct OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; the client’s redirect URI is ${redirectUri(env)}.`,
      )
    return { ok: true, words: `${host} answers and does not refuse the client` }
  },
}

const unusable = (words: string, todo: string): Finding => ({ ok: false, words, todo })

async function findDiscovery(issuer: string): Promise<Discovery | null> {
  try {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const document: unknown = response.ok ? await response.json() : null
    return isDiscovery(document) ? document : null
  } catch {
    return null
  }
}

function isDiscovery(document: unknown): document is Discovery {
  if (typeof document !== 'object' || document === null) return false
  const fields = new Map(Object.entries(document))
  return ['issuer', ...ENDPOINTS].every((name) => URL.canParse(String(fields.get(name))))
}

function redirectUri(env: Parameters<typeof origin>[0]): string {
  try {
    return `${origin(env)}/api/auth/callback/oidc`
  } catch {
    return '<origin>/api/auth/callback/oidc'
  }
}
