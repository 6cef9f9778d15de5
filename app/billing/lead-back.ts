import type { ApiError } from '@/lib/api-error'
import type { ApiRequest } from '@/lib/http/api-request'
import { seeOther } from '@/lib/http/see-other'
import { origin } from '@/lib/origin'

/** Answers a failed form post of /billing: the visitor is led back there, with the failure's code. */
export function leadBack({ isFormPost, sentFrom, url }: ApiRequest, error: ApiError): Response | undefined {
  // A page that is not ours gets no redirect, which would look like an answer of ours to its visitor.
  if (!isFormPost || sentFrom.kind !== 'same-origin') return undefined
  // The form names its account in its action's query, too, so that the failure is shown beside the right
  // button.
  const account = url.searchParams.get('account') ?? ''
  return seeOther(`${origin()}/billing?${new URLSearchParams({ error: error.code, account })}`)
}
