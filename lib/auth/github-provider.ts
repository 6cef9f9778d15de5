import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { parseEmailAddress } from '../email-address'
import type { Env } from '../env'
import { findProxyAgent } from '../find-proxy-agent'
import { PROVIDER_TIMEOUT_MS } from './oidc-provider'

/** Lists a user's addresses. Needs the scope `user:email`. */
const EMAILS = 'https://api.github.com/user/emails'

/** The fields that are read. `emails` is not in GitHub's profile: it is the response of {@link EMAILS}. */
export type GitHubProfile = Profile & { id?: unknown; login?: unknown; emails?: unknown }

/**
 * GitHub, which supports OAuth but not OpenID Connect
 * (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps).
 *
 * NextAuth's GitHub provider uses the address of the public profile, or the first address in the list.
 * Neither is necessarily verified.
 */
export function githubProvider({ clientId, clientSecret }: NonNullable<Env['auth']['github']>) {
  const agent = findProxyAgent(EMAILS)
  const provider: OAuthConfig<GitHubProfile> = {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    clientId,
    clientSecret,
    // GitHub documents only this method, not openid-client's default, the `Authorization` header.
    client: { token_endpoint_auth_method: 'client_secret_post' },
    // GitHub adds this as `iss` to the redirect URI (RFC 9207), and openid-client compares it
    // (https://github.com/nextauthjs/next-auth/pull/13410).
    issuer: 'https://github.com/login/oauth',
    authorization: { url: 'https://github.com/login/oauth/authorize', params: { scope: 'user:email' } },
    token: 'https://github.com/login/oauth/access_token',
    checks: ['pkce', 'state'],
    httpOptions: { timeout: PROVIDER_TIMEOUT_MS, ...(agent && { agent }) },
    userinfo: {
      url: 'https://api.github.com/user',
      request: async ({ client, tokens }) => {
        const token = tokens.access_token
        if (!token) throw new Error('GitHub returned no access token.')
        const profile = await client.userinfo<GitHubProfile>(token)
        const { statusCode, body } = await client.requestResource(EMAILS, token)
        if (statusCode !== 200)
          throw new Error(
            `GitHub refused to list the user’s addresses (${statusCode}). A GitHub App needs the ` +
              'permission “Email addresses”.',
          )
        return { ...profile, emails: JSON.parse(String(body)) }
      },
    },
    profile: toGitHubUser,
  }
  return provider
}

/**
 * Maps a profile to a User. The `id` identifies a GitHub user: a `login` can be given up and then taken by
 * another person.
 *
 * The address is the primary one, if GitHub has verified it
 * (https://docs.github.com/en/rest/users/emails#list-email-addresses-for-the-authenticated-user).
 *
 * @throws {Error} when there is no id, for the log
 */
export function toGitHubUser({ id, login, name, emails }: GitHubProfile) {
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new Error('GitHub returned no user id.')
  const primary = (Array.isArray(emails) ? emails : []).find(
    (one) => one?.primary === true && one.verified === true,
  )
  return {
    id: String(id),
    name: [name, login].find((one): one is string => typeof one === 'string' && one !== '') ?? null,
    email: typeof primary?.email === 'string' ? parseEmailAddress(primary.email) : null,
  }
}
