import { discoveryAddress } from '@/lib/auth/oidc-provider'
import { origin } from '@/lib/origin'
import type { Check, Finding } from './check'
import { type Discovery, fetchAsSignIn, findDiscovery } from './find-discovery'
import { findDiscoveryProblem } from './find-discovery-problem'

export const checkSignIn: Check = {
  name: 'sign-in provider',
  variables: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_TRUST_EMAIL', 'OIDC_ID_TOKEN_ALG'],
  needs: [],
  async look({ auth: { oidc }, ...env }) {
    if (!oidc) return unusable('not set', 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
    const { host } = new URL(oidc.issuer)
    const discovery = await findDiscovery(oidc.issuer)
    if (!discovery)
      return unusable(
        `${host} does not return a discovery document`,
        `Correct OIDC_ISSUER: this machine must be able to fetch ${discoveryAddress(oidc.issuer)}.`,
      )
    const problem = findDiscoveryProblem(discovery, oidc)
    if (problem) return problem
    if (await isClientRefused(discovery, oidc))
      return unusable(
        `${host} responds, but refuses the client`,
        `Correct OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. The client’s redirect URI is ${redirectUri(env)}.`,
      )
    return { ok: true, words: `${host} responds and does not refuse the client` }
  },
}

const unusable = (words: string, todo: string): Finding => ({ ok: false, words, todo })

function redirectUri(env: Parameters<typeof origin>[0]): string {
  try {
    return `${origin(env)}/api/auth/callback/oidc`
  } catch {
    return '<origin>/api/auth/callback/oidc'
  }
}

/** A code that no provider ever issued: the response only shows whether the client was accepted. */
const NO_CODE = 'orbitkit-doctor'

/** RFC 6749, 5.2. Entra ID returns `unauthorized_client` for an unknown client (AADSTS700016). */
const REFUSALS: readonly unknown[] = ['invalid_client', 'unauthorized_client']

/**
 * Requests a token with a code that was never issued. A provider that accepts the client returns
 * `invalid_grant`. Status 401 or an error code for a refused client means that its id or secret is wrong;
 * Auth0 sends `access_denied` with that status. Any other response proves nothing and counts as not refused.
 *
 * The client authenticates as it does at sign-in (openid-client 5.7, lib/client.js, checkBasicSupport): in
 * the form if the provider lists that method and not the header.
 */
async function isClientRefused(
  { token_endpoint, clientAuthMethods }: Discovery,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<boolean> {
  const isInForm =
    clientAuthMethods?.includes('client_secret_post') && !clientAuthMethods.includes('client_secret_basic')
  // In the header, both are form-encoded before they are joined (RFC 6749, 2.3.1).
  const credentials = [clientId, clientSecret]
    .map((part) => new URLSearchParams({ part }).toString().slice(5))
    .join(':')
  try {
    const response = await fetchAsSignIn(token_endpoint, {
      method: 'POST',
      headers: isInForm ? {} : { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: NO_CODE,
        redirect_uri: 'http://localhost/',
        ...(isInForm && { client_id: clientId, client_secret: clientSecret }),
      }),
    })
    const answer: unknown = await response.json().catch(() => null)
    const code = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null
    return response.status === 401 || REFUSALS.includes(code)
  } catch {
    return false
  }
}
