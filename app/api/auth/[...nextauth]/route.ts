import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { ApiError } from '@/lib/api-error'
import { authOptions } from '@/lib/auth/options'
import { apiHandler } from '@/lib/http/api-handler'

type Context = { params: Promise<{ nextauth: string[] }> }

/** NextAuth's addresses, without `_log`: there anybody could write into the log. */
const ACTIONS = new Set(['signin', 'signout', 'callback', 'csrf', 'error', 'session', 'providers'])

function handle(request: NextRequest, context: Context): Promise<Response> {
  return apiHandler(async () => {
    const { nextauth } = await context.params
    const [action = ''] = nextauth
    if (!ACTIONS.has(action)) throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
    return NextAuth(request, context, authOptions(action))
  })(request)
}

export { handle as GET, handle as POST }
