import { discoveryAddress } from '@/lib/auth/discovery-address'
import { origin } from '@/lib/origin'
import type { Check, Finding } from './check'
import { type Discovery, fetchAsSignIn, findDiscovery } from './find-discovery'
import { findDiscoveryProblem } from './find-discovery-problem'

export const checkSignIn: Check = {
  name: 'sign-in provider',
  variables: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_TRUST_EMAIL', 'OIDC_ID_TOKEN_ALG'],
  needs: [],
  async look({ auth: { oidc }, ...env }) {
    if (!oidc) return unusable('none is set', 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
    const { host } = new URL(oidc.issuer)
    const discovery = await findDiscovery(oidc.issuer)
    if (!discovery)
      return unusable(
        `${host} does not answer with a discovery document`,
        `Correct OIDC_ISSUER: ${discoveryAddress(oidc.issuer)} must be there, and within reach of this ` +
          `machine.`,
      )
    const problem = findDiscoveryProblem(discovery, oidc)
    if (problem) return problem
    if (await isClientRefused(discovery, oidc))
      return unusable(
        `${host} answers, but refuses the client`,
        `Correct OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; the client’s redirect URI is ${redirectUri(env)}.`,
      )
    return { ok: true, words: `${host} answers and does not refuse the client` }
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

/** Never issued by anybody: the response says only whether the client was let in to ask. */
const NO_CODE = 'orbitkit-doctor'

/** RFC 6749, 5.2. Entra ID says `unauthorized_client` of a client that it does not know (AADSTS700016). */
const REFUSALS: readonly unknown[] = ['invalid_client', 'unauthorized_client']

/**
 * Asks for a token with a code that was never issued. Whoever knows the client answers `invalid_grant`.
 * Status 401 or a code for a refused client says that its id or secret is wrong; Auth0 sends `access_denied`
 * with the status. Any other response proves nothing and counts as not refused.
 *
 * The client authenticates as it does at sign-in (openid-client 5.7, lib/client.js, checkBasicSupport): in
 * the form where the provider lists that and not the header.
 */
async function isClientRefused(
  { token_endpoint, clientAuthMethods }: Discovery,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<boolean> {
  const isInForm =
    clientAuthMethods?.includes('client_secret_post') && !clientAuthMethods.includes('client_secret_basic')
  // In the header both are form-encoded before they are joined (RFC 6749, 2.3.1).
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
