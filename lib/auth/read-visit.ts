import type { ApiRequest } from '../http/api-request'
import { origin } from '../origin'
import { cookieNames, cookieValues } from './cookie-names'
import { redirectTarget } from './redirect-target'
import { sessionTokens } from './session-token'

/** A request to `/api/auth/<action>/<providerId>`, as far as every such request has the same to say. */
export type Visit = {
  action: string
  providerId: string | undefined
  /** The session tokens that came; NextAuth's `cookies` can hold one of them. */
  sessionTokens: readonly string[]
  /** Where the visitor is going: an absolute address on this origin. */
  callbackUrl: string
  cookies: Readonly<Record<string, string>>
}

export function readVisit({ url, headers }: ApiRequest): Visit {
  const cookieHeader = headers.get('Cookie')
  const names = cookieNames()
  const tokens = sessionTokens(cookieHeader)
  const [kept] = cookieValues(cookieHeader, names.callbackUrl)
  const [action = '', providerId] = url.pathname.split('/').slice(3)
  return {
    action,
    providerId,
    sessionTokens: tokens,
    callbackUrl: redirectTarget(url.searchParams.get('callbackUrl') ?? kept ?? '/', origin()),
    cookies: {
      ...(tokens[0] && { [names.sessionToken]: tokens[0] }),
      ...(kept && { [names.callbackUrl]: redirectTarget(kept, origin()) }),
    },
  }
}
