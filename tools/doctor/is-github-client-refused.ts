import { fetchAsSignIn } from './find-discovery'

/**
 * Asks GitHub for a token with a code that was never issued. It answers with status 200 and
 * `incorrect_client_credentials` where the id or the secret is wrong, and with `bad_verification_code` to
 * whom it knows
 * (https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors).
 * Any other response proves nothing and counts as not refused.
 */
export async function isGitHubClientRefused(client: {
  clientId: string
  clientSecret: string
}): Promise<boolean> {
  try {
    const response = await fetchAsSignIn('https://github.com/login/oauth/access_token', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({
        client_id: client.clientId,
        client_secret: client.clientSecret,
        code: 'orbitkit-doctor',
      }),
    })
    const answer: unknown = await response.json()
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'error' in answer &&
      answer.error === 'incorrect_client_credentials'
    )
  } catch {
    return false
  }
}
