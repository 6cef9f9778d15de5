import { ApiError } from '../api-error'
import { findApiKeyCaller } from '../api-keys/find-api-key-caller'
import { hashApiKey, parseApiKey } from '../api-keys/format'
import type { Bearer } from '../bearer'
import { type Caller, callerName } from '../caller'
import { findRequestContext } from '../request-context'
import { findSession } from './find-session'
import { sessionTokens } from './session-token'

/**
 * Finds out who is asking. A `Bearer` credential decides alone: with one there, good or bad, the cookie is
 * not looked at. One database round trip at most, none for what cannot be a key or a session.
 *
 * NextAuth's own `getToken` is not used, because it takes a session token for a bearer token.
 *
 * @throws {ApiError} UNAUTHORIZED, one and the same for missing, malformed, unknown, expired and revoked, so
 *   that an answer says nothing about which keys exist; with the challenge that RFC 9110, 11.6.1 asks for
 */
export async function requireCaller(request: { bearer: Bearer; headers: Headers }): Promise<Caller> {
  const { bearer, headers } = request
  const caller =
    bearer.kind === 'absent' ? await findSessionCaller(headers.get('Cookie')) : await findKeyCaller(bearer)
  if (!caller)
    throw new ApiError('UNAUTHORIZED', {
      internal: `No valid ${bearer.kind === 'absent' ? 'session' : 'API key'} came with the request.`,
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  const context = findRequestContext()
  if (context) context.caller = callerName(caller)
  return caller
}

async function findKeyCaller(bearer: Bearer): Promise<Caller | null> {
  const key = bearer.kind === 'token' ? parseApiKey(bearer.token) : null
  return key ? findApiKeyCaller(hashApiKey(key)) : null
}

async function findSessionCaller(cookieHeader: string | null): Promise<Caller | null> {
  const user = await findSession(sessionTokens(cookieHeader))
  return user && { kind: 'user', userId: user.id, memberships: user.memberships }
}
