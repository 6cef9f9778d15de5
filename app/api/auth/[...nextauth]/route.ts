import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { ApiError } from '@/lib/api-error'
import { declinedPath } from '@/lib/auth/declined-path'
import { authOptions } from '@/lib/auth/options'
import { apiHandler } from '@/lib/http/api-handler'
import { isFormPost } from '@/lib/http/media-type'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'
import { seeOther } from '@/lib/http/see-other'
import { origin } from '@/lib/origin'

type Context = { params: Promise<{ nextauth: string[] }> }

/** NextAuth's addresses, without `_log`: there anybody could write into the log. */
const ACTIONS = new Set(['signin', 'signout', 'callback', 'csrf', 'error', 'session', 'providers'])

/** Signing in and out, by NextAuth. What it refuses is answered in the documented envelope, as everywhere under /api. */
function handle(request: NextRequest, context: Context): Promise<Response> {
  return apiHandler(async () => {
    const [action = ''] = (await context.params).nextauth
    if (!ACTIONS.has(action)) throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
    if (request.method === 'POST' && !isFormPost(request))
      throw new ApiError('VALIDATION_FAILED', { status: 415, message: 'This address takes a form post' })

    const declined = declinedPath(action, request.nextUrl.searchParams)
    if (declined) return seeOther(origin() + declined)

    const response: Response = await NextAuth(request, context, authOptions(action))
    if (response.status < 400) return response
    throw new ApiError(response.status < 500 ? 'VALIDATION_FAILED' : 'INTERNAL_ERROR', {
      internal: `NextAuth refused ${request.method} /api/auth/${action} with ${response.status}.`,
    })
  })(request)
}

const refuse = methodNotAllowed('GET, POST')

export { handle as GET, handle as POST, refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as PUT }
