import type { ApiRequest } from '../http/api-request'
import { origin } from '../origin'
import { cookieNames, cookieValues } from './cookies'
import { redirectTarget } from './redirect-target'
import { sessionTokens } from './session-token'

/** The parts of a request to `/api/auth/<action>/<providerId>` that every handler needs. */
export type Visit = {
  action: string
  providerId: string | undefined
  /** All session tokens of the request. NextAuth's `cookies` can hold only one. */
  sessionTokens: readonly string[]
  /** Where the visitor goes next: an absolute URL on this origin. */
  callbackUrl: string
  cookies: Readonly<Record<string, string>>
}

export function readVisit({ url, headers }: ApiRequest): Visit {
  const cookieHeader = headers.get('Cookie')
  const names = cookieNames()
  const tokens = sessionTokens(cookieHeader)
  const [stored] = cookieValues(cookieHeader, names.callbackUrl)
  const [action = '', providerId] = url.pathname.split('/').slice(3)
  return {
    action,
    providerId,
    sessionTokens: tokens,
    callbackUrl: redirectTarget(url.searchParams.get('callbackUrl') ?? stored ?? '/', origin()),
    cookies: {
      ...(tokens[0] && { [names.sessionToken]: tokens[0] }),
      ...(stored && { [names.callbackUrl]: redirectTarget(stored, origin()) }),
    },
  }
}
