import { ApiError } from '../api-error'
import type { ApiRequest } from '../http/api-request'
import { unknownEndpoint } from '../http/unknown-endpoint'
import { cookieNames } from './cookies'
import { findCsrfPairs } from './csrf-token'
import { handleCallback } from './handle-callback'
import { handleForm } from './handle-form'
import { readVisit, type Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'

/**
 * NextAuth's actions and their methods. `_log` is excluded, because anyone could write to the log through it.
 */
const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['signin', ['GET', 'POST']],
  ['signout', ['GET', 'POST']],
  ['callback', ['GET']],
  // The form of the page that a sign-in link opens. Opening the link does not use it up.
  ['callback/email', ['POST']],
  ['verify-request', ['GET']],
  ['csrf', ['GET']],
  ['error', ['GET']],
  ['session', ['GET']],
  ['providers', ['GET']],
])

/** The format of the codes in `?error=`, NextAuth's and ours. Anything else is dropped. */
const ERROR_CODE = /^\w{1,40}$/

/** Handles everything under `/api/auth/`: signing in and out, by NextAuth. */
export async function handleAuth(request: ApiRequest): Promise<Response> {
  const visit = readVisit(request)
  requireMethod(request.method, visit)
  if (request.method === 'POST') return handleForm(request, visit)
  if (visit.action === 'callback') return handleCallback(request, visit)

  const query = request.url.searchParams
  const error = query.get('error') ?? ''
  const [pair] = findCsrfPairs(request.headers.get('Cookie'))
  return runNextAuth({
    ...visit,
    method: 'GET',
    // NextAuth would treat it as an error code.
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
  if (!methods) throw unknownEndpoint()
  if (methods.includes(method)) return
  const allow = methods.join(', ')
  throw new ApiError('VALIDATION_FAILED', { status: 405, message: `Use ${allow}`, headers: { Allow: allow } })
}
