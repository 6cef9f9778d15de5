import { type Env, env } from '../env'
import { origin } from '../origin'
import { findAskedHost } from './same-origin'

type Page = { method: string; headers: Headers; nextUrl: { pathname: string; search: string } }

/**
 * Where to find a page that was opened under another of a Vercel deployment's own names, such as the link to
 * a single deployment in place of its branch: at this deployment's origin. Cookies belong to one host, and
 * the sign-in provider returns people to the origin, so a sign-in begun elsewhere is lost. Null for any other
 * request.
 *
 * Only for the names that Vercel gives this deployment, VERCEL_URL and VERCEL_BRANCH_URL, and only on Vercel,
 * where `X-Forwarded-Host` is the host that the client asked for
 * (https://vercel.com/docs/headers/request-headers#x-forwarded-host). A proxy in front may send any name of
 * its own as the host, and would send people round in circles.
 */
export function findPageAtOrigin({ method, headers, nextUrl }: Page, settings: Env = env()): string | null {
  if (!settings.onVercel || (method !== 'GET' && method !== 'HEAD')) return null
  const own = origin(settings)
  const asked = findAskedHost(headers, 'https:')
  const { vercelUrl, vercelBranchUrl } = settings.origin
  const isOurs = [vercelUrl, vercelBranchUrl].some((name) => name?.toLowerCase() === asked)
  if (!isOurs || asked === new URL(own).host) return null
  // Joined as text: resolved as a URL, a path that begins with two slashes would name another host.
  return `${own}${nextUrl.pathname}${nextUrl.search}`
}
