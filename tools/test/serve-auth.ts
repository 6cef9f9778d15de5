import { handleAuth } from '@/lib/auth/handle-auth'
import { apiHandler } from '@/lib/http/api-handler'
import { serve } from './serve'

const handle = apiHandler(handleAuth)

/**
 * Serves `app/api/auth/[...nextauth]` over HTTP without building the app. Any other URL returns its own path.
 */
export async function serveAuth(): Promise<{ port: number; stop(): Promise<void> }> {
  const { origin, stop } = await serve(async (request) => {
    const { pathname } = new URL(request.url)
    return pathname.startsWith('/api/auth/') ? handle(request) : new Response(pathname)
  })
  return { port: Number(new URL(origin).port), stop }
}
