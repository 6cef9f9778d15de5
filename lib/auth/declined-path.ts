/**
 * The page for somebody who changed their mind at the provider or was not let in there (`access_denied`, RFC 6749,
 * 4.1.2.1), to be led to instead of NextAuth's handling, which would call it a failure of ours and log it as one. Null
 * for every other request.
 *
 * @param action what follows `/api/auth/` in the path
 */
export function declinedPath(action: string | undefined, query: URLSearchParams): string | null {
  return action === 'callback' && query.get('error') === 'access_denied'
    ? '/sign-in?error=AccessDenied'
    : null
}
