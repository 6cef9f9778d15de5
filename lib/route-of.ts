/** The endpoints that answer probes. */
export const HEALTH_ROUTES: readonly string[] = ['/api/health', '/api/health/ready']

/** Every page and endpoint, named as in Next. `every-route.test.ts` compares it with the files. */
export const ROUTES = [
  '/',
  '/api-keys',
  '/api-keys/[id]/revoke',
  '/api-keys/[id]/rotate',
  '/api-keys/new',
  '/api/api-keys/revoke',
  '/api/billing-portal',
  '/api/errors',
  ...HEALTH_ROUTES,
  '/api/hosted-invoice',
  '/api/webhooks/stripe',
  '/billing',
  '/billing/activity',
  '/docs',
  '/docs.md',
  '/llms.txt',
  '/members',
  '/members/[id]/remove',
  '/members/[id]/role',
  '/members/invitations/[id]/withdraw',
  '/members/leave',
  '/members/new',
  '/members/ownership',
  '/openapi.json',
  '/sign-in',
  '/sign-in/check-email',
  '/sign-in/email',
  '/sign-in/other-way',
  '/sign-out',
  '/api/auth/[...nextauth]',
  '/api/[[...path]]',
]

/** What Next and `public` serve as files. */
const STATIC = /^\/(?:_next\/|(?:favicon|icon|apple-icon|robots|screenshot)\b[^/]*$)/

const EXACT = new Set(ROUTES)

const PATTERNS = ROUTES.filter((route) => route.includes('[')).map((route) => ({
  route,
  pattern: new RegExp(
    `^${route
      .replace('/[[...path]]', '(?:/.*)?')
      .replace('[...nextauth]', '.+')
      .replaceAll('[id]', '[^/]+')}$`,
  ),
}))

/**
 * The route that a path belongs to, for logs, traces and metrics: a name out of a fixed list, so that nothing
 * a visitor writes into a URL gets there. `(unknown)` for a path without a route, null for a static file.
 */
export function routeOf(pathname: string): string | null {
  if (STATIC.test(pathname)) return null
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  if (EXACT.has(path)) return path
  return PATTERNS.find(({ pattern }) => pattern.test(path))?.route ?? '(unknown)'
}
