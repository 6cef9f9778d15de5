const SIGN_IN = /^\/sign-in(?:\/|$)/

/**
 * The Content-Security-Policy of a page. Scripts run by a fresh nonce alone, and nothing is fetched from or
 * shown in another site.
 *
 * `form-action` is where browsers may be led by a form, and Chromium applies it to every redirect after the
 * post as well. So the portal's hosts must be in it, and the sign-in page, which posts towards an identity
 * provider, needs more: providers send people on to hosts that they publish nowhere (a customer's own login
 * page, a federated provider). There, any https address is allowed, and on a developer's machine, where
 * neither is https, this deployment's origin (for a page that was asked for under another host name) and the
 * issuer's.
 *
 * @param page.nonce base64, never used twice
 * @param page.portalHosts hosts of portal URLs, such as `billing.stripe.com`; a host without a scheme means
 *   the page's own scheme or https
 * @param page.issuer the OpenID issuer, if any
 * @param page.development whether Next's development server runs: React then needs `eval`, and its tools
 *   inline styles and a web socket
 */
export function contentSecurityPolicy(page: {
  pathname: string
  nonce: string
  ownOrigin: string
  portalHosts: readonly string[]
  issuer: string | undefined
  development: boolean
}): string {
  const issuer = page.issuer ? [new URL(page.issuer).origin] : []
  const formTargets = SIGN_IN.test(page.pathname) ? ['https:', page.ownOrigin, ...issuer] : page.portalHosts
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${page.nonce}' 'strict-dynamic'${page.development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${page.development ? `'unsafe-inline'` : `'nonce-${page.nonce}'`}`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'${page.development ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ')
}
