import type { ApiError } from '@/lib/api-error'
import type { ApiRequest } from '@/lib/http/api-request'
import { seeOther } from '@/lib/http/responses'
import { origin } from '@/lib/origin'

/** Redirects a failed form post back to /billing, with the error code. */
export function redirectBack(
  { isFormPost, sentFrom, url }: ApiRequest,
  error: ApiError,
): Response | undefined {
  // Forms on other sites are not redirected here.
  if (!isFormPost || sentFrom.kind !== 'same-origin') return undefined
  // The form's action also has the account in its query, so the failure appears next to the right button.
  const account = url.searchParams.get('account') ?? ''
  return seeOther(`${origin()}/billing?${new URLSearchParams({ error: error.code, account })}`)
}
