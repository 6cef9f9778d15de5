import { headers } from 'next/headers'
import { cache } from 'react'
import { findSession, type SessionUser } from './find-session'
import { sessionTokens } from './session-token'

/**
 * Who is looking at a page, or null when nobody is signed in. For server components: asked several times
 * while rendering one page, it queries once.
 */
export const currentUser = cache(
  async (): Promise<SessionUser | null> => findSession(sessionTokens((await headers()).get('Cookie'))),
)
