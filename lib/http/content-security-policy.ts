const SIGN_IN = /^\/sign-in(?:\/|$)/

/**
 * The Content-Security-Policy of a page. Scripts run only with a fresh nonce, and nothing is fetched from or
 * framed by another site.
 *
 * `form-action` limits where forms may lead, and Chromium applies it to redirects after the post as well.
 * So it lists the hosts of Stripe's pages. The sign-in page needs more, because identity providers redirect
 * to hosts that they do not publish (a customer's login page, a federated provider). It allows any https
 * URL, plus this deployment's origin (for a page opened under another host name) and the issuer's, which
 * are not https on a developer's machine.
 *
 * @param page.nonce base64, used once
 * @param page.stripeHosts hosts of Stripe's pages, such as `billing.stripe.com`; without a scheme they
 *   match the page's own scheme and https
 * @param page.issuer the OpenID issuer, if any
 * @param page.development whether this is Next's development server, where React needs `eval` and the tools
 *   need inline styles and a web socket
 */
export function contentSecurityPolicy(page: {
  pathname: string
  nonce: string
  ownOrigin: string
  stripeHosts: readonly string[]
  issuer: string | undefined
  development: boolean
}): string {
  const issuer = page.issuer ? [new URL(page.issuer).origin] : []
  const formTargets = SIGN_IN.test(page.pathname) ? ['https:', page.ownOrigin, ...issuer] : page.stripeHosts
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
