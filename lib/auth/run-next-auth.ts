import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { ApiError } from '../api-error'
import { authOptions } from './options'

/** Everything that NextAuth sees of a request. Nothing unchecked reaches it. */
export type NextAuthCall = {
  method: 'GET' | 'POST'
  /** What follows `/api/auth/` in the path. */
  action: string
  providerId?: string | undefined
  query?: Readonly<Record<string, string>>
  form?: Readonly<Record<string, string>>
  cookies: Readonly<Record<string, string>>
  /** All session tokens of the request; `cookies` can hold only one. */
  sessionTokens: readonly string[]
  /** Where the visitor is going, on this origin. */
  callbackUrl: string
}

/**
 * Runs NextAuth through its Pages Router interface, which takes query, body and cookies as values. Its App
 * Router interface would read cookies and headers from Next itself, and the body without a limit.
 *
 * @throws {ApiError} when NextAuth returns an error status, so that the response is the usual one under /api
 */
export async function runNextAuth(call: NextAuthCall): Promise<Response> {
  const { method, action, providerId, query = {}, form = {}, cookies } = call
  const nextauth = providerId === undefined ? [action] : [action, providerId]
  const request = { method, query: { ...query, nextauth }, body: form, cookies, headers: {} }
  const recorder = createRecorder()
  // NextAuth uses only these parts of Next's request and response.
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

/** Records what NextAuth writes to a Pages Router response, and returns it as a Fetch `Response`. */
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
