import type { Route } from './route'
import { routes } from './routes'
import { StripeError } from './stripe-error'

/**
 * The call that a method and a path name, with the id in the path ('' where there is none).
 * @throws {StripeError} 404 in Stripe's words.
 */
export function requireRoute(method: string, path: string): { route: Route; id: string } {
  const segments = path.split('/')
  for (const route of routes) {
    const id = route.method === method ? matchedId(route.path.split('/'), segments) : null
    if (id !== null) return { route, id }
  }
  throw new StripeError(404, {
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  })
}

function matchedId(pattern: string[], segments: string[]): string | null {
  if (pattern.length !== segments.length) return null
  let id = ''
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part === ':id') id = decoded(segment)
    else if (part !== segment) return null
  }
  return pattern.includes(':id') && id === '' ? null : id
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
