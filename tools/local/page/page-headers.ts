import { createHash } from 'node:crypto'
import type { Context, Env } from 'hono'
import { createMiddleware } from 'hono/factory'
import { STYLES } from './styles'

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

/**
 * Headers for pages: no caches, no scripts, no external content, no framing.
 * @param directive adds to the Content-Security-Policy of a response
 */
export const pageHeaders = <E extends Env>(directive?: (c: Context<E>) => string) =>
  createMiddleware<E>(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('Content-Security-Policy', [...POLICY, ...(directive ? [directive(c)] : [])].join('; '))
    // A portal session's URL is a credential. `no-referrer` would also remove the `Origin` from forms.
    c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
  })
