import { discoveryAddress } from '@/lib/auth/oidc-provider'
import { origin } from '@/lib/origin'
import type { Check, Finding } from './check'
import { findDiscovery } from './find-discovery'
import { findDiscoveryProblem } from './find-discovery-problem'
import { isClientRefused } from './is-client-refused'

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
