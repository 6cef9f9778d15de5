import { ApiError } from '../api-error'
import { findApiKeyCaller } from '../api-keys/find-api-key-caller'
import { hashApiKey, parseApiKey } from '../api-keys/format'
import type { Caller } from '../caller'
import { findBearerToken } from './bearer-token'
import { findSession } from './find-session'
import { findSessionToken } from './session-token'

/**
 * Finds out who is asking. An `Authorization` header decides alone: with one there, good or bad, the cookie is
 * not looked at. One database round trip at most, none for what cannot be a key or a session.
 *
 * NextAuth's own `getToken` is not used, because it takes a session token for a bearer token.
 *
 * @throws {ApiError} UNAUTHORIZED, one and the same for missing, malformed, unknown, expired and revoked, so that
 *   an answer says nothing about which keys exist; with the challenge that RFC 9110, 11.6.1 asks for
 */
export async function requireCaller({ headers }: Request): Promise<Caller> {
  const authorization = headers.get('Authorization')
  const caller =
    authorization === null
      ? await findSessionCaller(headers.get('Cookie'))
      : await findKeyCaller(authorization)
  if (!caller)
    throw new ApiError('UNAUTHORIZED', {
      internal: `No valid ${authorization === null ? 'session' : 'API key'} came with the request.`,
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  return caller
}

async function findKeyCaller(authorization: string): Promise<Caller | null> {
  const token = findBearerToken(authorization)
  const key = token && parseApiKey(token)
  return key ? findApiKeyCaller(hashApiKey(key)) : null
}

async function findSessionCaller(cookieHeader: string | null): Promise<Caller | null> {
  const token = findSessionToken(cookieHeader)
  const user = token && (await findSession(token))
  return user ? { kind: 'user', userId: user.id, memberships: user.memberships } : null
}
