import type { ApiError } from '@/lib/api-error'
import type { ApiRequest } from '@/lib/http/api-request'
import { seeOther } from '@/lib/http/responses'
import { origin } from '@/lib/origin'

/** Answers a failed form post of /billing with a redirect back to the page, with the error code. */
export function redirectBack(
  { isFormPost, sentFrom, url }: ApiRequest,
  error: ApiError,
): Response | undefined {
  // A form on another site gets no redirect to our pages.
  if (!isFormPost || sentFrom.kind !== 'same-origin') return undefined
  // The form's action also names the account in its query, so the failure appears beside the right button.
  const account = url.searchParams.get('account') ?? ''
  return seeOther(`${origin()}/billing?${new URLSearchParams({ error: error.code, account })}`)
}
