import { googleSettings } from '@/lib/auth/google-settings'
import { discoveryAddress } from '@/lib/auth/oidc-provider'
import { type SignInWay, signInWays } from '@/lib/auth/sign-in-ways'
import { type Env, SIGN_IN_VARIABLES } from '@/lib/env'
import { origin } from '@/lib/origin'
import type { Check, Finding } from './check'
import { type Discovery, fetchAsSignIn, findDiscovery } from './find-discovery'
import { findDiscoveryProblem } from './find-discovery-problem'
import { isGitHubClientRefused } from './is-github-client-refused'

const { oidc, google, github } = SIGN_IN_VARIABLES

export const checkSignIn: Check = {
  name: 'sign-in provider',
  variables: [...oidc, 'OIDC_TRUST_EMAIL', 'OIDC_ID_TOKEN_ALG', ...google, ...github],
  needs: [],
  async look(env) {
    const ways = signInWays(env.auth)
    if (ways.length === 0)
      return unusable(
        'not set',
        'Set OIDC_ISSUER, GITHUB_CLIENT_ID, GOOGLE_CLIENT_ID or EMAIL_SERVER, and what belongs to it.',
      )
    const findings = await Promise.all(ways.map((way) => lookAt(way, env)))
    const problems = findings.flatMap((finding) => (finding.ok ? [] : [finding]))
    if (problems.length > 0)
      return unusable(
        problems.map(({ words }) => words).join('; '),
        problems.map(({ todo }) => todo).join(' '),
      )
    return { ok: true, words: findings.map(({ words }) => words).join('; ') }
  },
}

async function lookAt({ id }: SignInWay, env: Env): Promise<Finding> {
  const { oidc, google, github } = env.auth
  if (id === 'oidc' && oidc) return lookAtIssuer(oidc, id, env)
  if (id === 'google' && google) return lookAtIssuer(googleSettings(google), id, env)
  if (id === 'github' && github)
    return (await isGitHubClientRefused(github))
      ? refusal('github.com', id, env)
      : { ok: true, words: 'github.com does not refuse the client' }
  return { ok: true, words: 'email links are on' }
}

async function lookAtIssuer(
  settings: NonNullable<Env['auth']['oidc']>,
  id: 'oidc' | 'google',
  env: Env,
): Promise<Finding> {
  const { host } = new URL(settings.issuer)
  const discovery = await findDiscovery(settings.issuer)
  if (!discovery)
    return unusable(
      `${host} does not return a discovery document`,
      `${id === 'oidc' ? 'Correct OIDC_ISSUER: this' : 'This'} machine must be able to fetch ` +
        `${discoveryAddress(settings.issuer)}.`,
    )
  const problem = findDiscoveryProblem(discovery, settings)
  if (problem) return problem
  if (await isClientRefused(discovery, settings)) return refusal(host, id, env)
  return { ok: true, words: `${host} responds and does not refuse the client` }
}

function refusal(host: string, id: 'oidc' | 'google' | 'github', env: Env): Finding {
  const [clientId, clientSecret] = SIGN_IN_VARIABLES[id].slice(-2)
  return unusable(
    `${host} responds, but refuses the client`,
    `Correct ${clientId} and ${clientSecret}. The client’s redirect URI is ${redirectUri(env, id)}.`,
  )
}

const unusable = (words: string, todo: string): Finding & { ok: false } => ({ ok: false, words, todo })

function redirectUri(env: Env, id: string): string {
  try {
    return `${origin(env)}/api/auth/callback/${id}`
  } catch {
    return `<origin>/api/auth/callback/${id}`
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
