import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { ApiError } from '../api-error'
import { authOptions } from './options'

/** All that NextAuth is told of a request: nothing reaches it that has not been looked at. */
export type NextAuthCall = {
  method: 'GET' | 'POST'
  /** What follows `/api/auth/` in the path. */
  action: string
  providerId?: string | undefined
  query?: Readonly<Record<string, string>>
  form?: Readonly<Record<string, string>>
  cookies: Readonly<Record<string, string>>
  /** The session tokens that came; `cookies` can hold one of them. */
  sessionTokens: readonly string[]
  /** Where the visitor is going, on this origin. */
  callbackUrl: string
}

/**
 * Has NextAuth answer. It is called in its form for the Pages Router, which takes query, body and cookies as
 * values; in the other one it would fetch cookies and headers from Next by itself, and read the body without
 * a limit.
 *
 * @throws {ApiError} where NextAuth answers with a failure, so that it is answered as everywhere under /api
 */
export async function runNextAuth(call: NextAuthCall): Promise<Response> {
  const { method, action, providerId, query = {}, form = {}, cookies } = call
  const nextauth = providerId === undefined ? [action] : [action, providerId]
  const request = { method, query: { ...query, nextauth }, body: form, cookies, headers: {} }
  const recorder = createRecorder()
  // As far as NextAuth uses Next's request and response.
  await NextAuth(
    request as unknown as NextApiRequest,
    recorder as unknown as NextApiResponse,
    authOptions(call),
  )
  const response = recorder.response()
  if (response.status < 400) return response
  throw new ApiError(response.status < 500 ? 'VALIDATION_FAILED' : 'INTERNAL_ERROR', {
    internal: `NextAuth refused ${method} /api/auth/${action} with ${response.status}.`,
  })
}

/** Next's response of the Pages Router, as far as NextAuth uses it, made into one of the Fetch standard. */
function createRecorder() {
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  let status = 200
  let body: string | null = null
  const recorder = {
    status(code: number) {
      status = code
      return recorder
    },
    getHeader: (name: string) =>
      /^set-cookie$/i.test(name) ? headers.getSetCookie() : (headers.get(name) ?? undefined),
    setHeader(name: string, values: string | readonly string[]) {
      headers.delete(name)
      for (const value of [values].flat()) headers.append(name, value)
      return recorder
    },
    json(value: unknown) {
      headers.set('Content-Type', 'application/json')
      body = JSON.stringify(value)
    },
    send(value: unknown) {
      if (typeof value === 'string') body = value
      else if (value !== undefined) recorder.json(value)
    },
    end() {},
    response: () => new Response(body, { status, headers }),
  }
  return recorder
}
