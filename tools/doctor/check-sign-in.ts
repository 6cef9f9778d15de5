import { discoveryAddress } from '@/lib/auth/discovery-address'
import { googleSettings } from '@/lib/auth/google-settings'
import { type SignInWay, signInWays } from '@/lib/auth/sign-in-ways'
import { type Env, SIGN_IN_VARIABLES } from '@/lib/env'
import { origin } from '@/lib/origin'
import type { Check, Finding } from './check'
import { findDiscovery } from './find-discovery'
import { findDiscoveryProblem } from './find-discovery-problem'
import { isClientRefused } from './is-client-refused'
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
        'none is set',
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
      `${host} does not answer with a discovery document`,
      `${id === 'oidc' ? 'Correct OIDC_ISSUER' : 'Let this machine reach it'}: ` +
        `${discoveryAddress(settings.issuer)} must be there, and within reach of this machine.`,
    )
  const problem = findDiscoveryProblem(discovery, settings)
  if (problem) return problem
  if (await isClientRefused(discovery, settings)) return refusal(host, id, env)
  return { ok: true, words: `${host} answers and does not refuse the client` }
}

function refusal(host: string, id: 'oidc' | 'google' | 'github', env: Env): Finding {
  const [clientId, clientSecret] = SIGN_IN_VARIABLES[id].slice(-2)
  return unusable(
    `${host} answers, but refuses the client`,
    `Correct ${clientId} and ${clientSecret}; the client’s redirect URI is ${redirectUri(env, id)}.`,
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
