import { headers } from 'next/headers'
import { cache } from 'react'
import { findSession, type SessionUser } from './find-session'
import { sessionTokens } from './session-token'

/** The signed-in user, or null. For server components: it queries once per rendered page. */
export const currentUser = cache(
  async (): Promise<SessionUser | null> => findSession(sessionTokens((await headers()).get('Cookie'))),
)
