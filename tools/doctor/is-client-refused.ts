import { PATIENCE_MS } from './check'

/** Never issued by anybody: the answer says only whether the client was let in to ask. */
const NO_CODE = 'orbitkit-doctor'

/**
 * Asks for a token with a code that was never issued. Whoever knows the client answers `invalid_grant`; `invalid_client` says that its
 * id or secret is wrong (RFC 6749, 5.2). Any other answer proves nothing and counts as not refused.
 */
export async function isClientRefused(
  tokenEndpoint: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<boolean> {
  // Both are form-encoded before they are joined (RFC 6749, 2.3.1).
  const credentials = [clientId, clientSecret]
    .map((part) => new URLSearchParams({ part }).toString().slice(5))
    .join(':')
  try {
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: NO_CODE,
        redirect_uri: 'http://localhost/',
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const answer: unknown = await response.json()
    return (
      typeof answer === 'object' && answer !== null && 'error' in answer && answer.error === 'invalid_client'
    )
  } catch {
    return false
  }
}
