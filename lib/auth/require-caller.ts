import { ApiError } from '../api-error'
import { hashApiKey, parseApiKey } from '../api-keys/format'
import type { Bearer } from '../bearer'
import { type Caller, callerName } from '../caller'
import { env } from '../env'
import type { RateLimitDecision } from '../limits/rate-limit'
import { findRequestContext } from '../request-context'
import { traced } from '../telemetry'
import { findKeyCaller } from './find-key-caller'
import { findCountedSession } from './find-session'
import { sessionTokens } from './session-token'

type Credentials = { bearer: Bearer; headers: Headers }

/** An authenticated caller, and whether this request is within its limit. */
type CountedCaller = { caller: Caller; decision: RateLimitDecision }

/**
 * Authenticates a request, and counts it. If it has a `Bearer` credential, valid or not, the cookie is
 * ignored. It makes at most one database round trip, and none for a value that cannot be a key or session
 * token. An unauthenticated request is not counted.
 *
 * NextAuth's `getToken` is not used, because it accepts a session token as a bearer token.
 *
 * @throws {ApiError} UNAUTHORIZED, identical for missing, malformed, unknown, expired and revoked
 *   credentials, so that the response does not reveal which keys exist; with the challenge that RFC 9110,
 *   11.6.1 requires
 */
export const requireCaller = traced(
  'authenticate',
  async ({ bearer, headers }: Credentials): Promise<CountedCaller> => {
    const found =
      bearer.kind === 'absent'
        ? await findSessionCaller(headers.get('Cookie'))
        : await findBearerCaller(bearer)
    if (!found)
      throw new ApiError('UNAUTHORIZED', {
        internal: `No valid ${bearer.kind === 'absent' ? 'session' : 'API key'} in the request.`,
        headers: { 'WWW-Authenticate': 'Bearer' },
      })
    const context = findRequestContext()
    if (context) context.caller = callerName(found.caller)
    return found
  },
)

async function findBearerCaller(bearer: Bearer): Promise<CountedCaller | null> {
  const key = bearer.kind === 'token' ? parseApiKey(bearer.token) : null
  return key ? findKeyCaller(hashApiKey(key), env().api.rateLimitPerMinute) : null
}

async function findSessionCaller(cookieHeader: string | null): Promise<CountedCaller | null> {
  const found = await findCountedSession(sessionTokens(cookieHeader), env().api.rateLimitPerMinute)
  if (!found) return null
  const { user, decision } = found
  return { caller: { kind: 'user', userId: user.id, memberships: user.memberships }, decision }
}
