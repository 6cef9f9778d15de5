import { headers } from 'next/headers'
import { cache } from 'react'
import { callerName } from '../caller'
import { findRequestContext } from '../request-context'
import { findSession, type SessionUser } from './find-session'
import { sessionTokens } from './session-token'

/** The signed-in user, or null. For server components: it queries once per rendered page. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const user = await findSession(sessionTokens((await headers()).get('Cookie')))
  const request = findRequestContext()
  if (user && request) request.caller = callerName({ kind: 'user', userId: user.id })
  return user
})
