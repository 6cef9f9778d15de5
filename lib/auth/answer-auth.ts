import { ApiError } from '../api-error'
import type { ApiRequest } from '../http/api-request'
import { answerCallback } from './answer-callback'
import { answerForm } from './answer-form'
import { cookieNames } from './cookie-names'
import { findCsrfPairs } from './csrf-token'
import { readVisit, type Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'

/** NextAuth's addresses and their methods, without `_log`: there anybody could write into the log. */
const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['signin', ['GET', 'POST']],
  ['signout', ['GET', 'POST']],
  ['callback', ['GET']],
  // The button of the page to which a sign-in link leads. Opening a link uses nothing up.
  ['callback/email', ['POST']],
  ['verify-request', ['GET']],
  ['csrf', ['GET']],
  ['error', ['GET']],
  ['session', ['GET']],
  ['providers', ['GET']],
])

/** NextAuth's codes for `?error=` and our own. What else a visitor writes there goes no further. */
const ERROR_CODE = /^\w{1,40}$/

/** Signing in and out, by NextAuth: everything under `/api/auth/`. */
export async function answerAuth(request: ApiRequest): Promise<Response> {
  const visit = readVisit(request)
  requireMethod(request.method, visit)
  if (request.method === 'POST') return answerForm(request, visit)
  if (visit.action === 'callback') return answerCallback(request, visit)

  const query = request.url.searchParams
  const error = query.get('error') ?? ''
  const [pair] = findCsrfPairs(request.headers.get('Cookie'))
  return runNextAuth({
    ...visit,
    method: 'GET',
    // NextAuth would take it for an error's code.
    providerId: undefined,
    query: {
      ...(query.has('callbackUrl') && { callbackUrl: visit.callbackUrl }),
      ...(ERROR_CODE.test(error) ? { error } : visit.action === 'error' && { error: 'Default' }),
    },
    cookies: { ...visit.cookies, ...(pair && { [cookieNames().csrfToken]: pair.cookie }) },
  })
}

function requireMethod(method: string, { action, providerId }: Visit): void {
  const methods = METHODS.get(`${action}/${providerId}`) ?? METHODS.get(action)
  if (!methods) throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
  if (methods.includes(method)) return
  const allow = methods.join(', ')
  throw new ApiError('VALIDATION_FAILED', { status: 405, message: `Use ${allow}`, headers: { Allow: allow } })
}
