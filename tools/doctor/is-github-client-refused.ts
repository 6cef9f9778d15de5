import { fetchAsSignIn } from './find-discovery'

/**
 * Requests a token from GitHub with a code that was never issued. The response has status 200 and the error
 * `incorrect_client_credentials` if the id or the secret is wrong, and `bad_verification_code` if both are
 * right
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
    const body: unknown = await response.json()
    return (
      typeof body === 'object' &&
      body !== null &&
      'error' in body &&
      body.error === 'incorrect_client_credentials'
    )
  } catch {
    return false
  }
}
