/**
 * Headers that are the same in every deployment and at every address. The Content-Security-Policy is not
 * among them: it needs a fresh nonce per page and the portal's host at run time, so `proxy.ts` sends it.
 *
 * `same-origin` and not `no-referrer`: with the latter, browsers send `Origin: null` with a form post, which
 * the same-origin check of the billing portal refuses.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
]

/** Two years. Subdomains and preload lists are the domain owner's to decide, not ours. */
const strictTransportSecurity = { key: 'Strict-Transport-Security', value: 'max-age=63072000' }

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Otherwise `next dev` may write instructions for coding agents into the working tree.
  agentRules: false,
  experimental: {
    // What a server action may read, in place of Next's 1 MB. Routes have their limits from
    // lib/http/api-handler.ts.
    serverActions: { bodySizeLimit: '64kb' },
    // What is kept of a body that is sent to a page, in place of 10 MB; more than the above, which then
    // answers.
    proxyClientMaxBodySize: '128kb',
  },
  // Next's own redirect of a trailing slash knows no exception, and Stripe takes a redirect for a failed
  // delivery, as in https://github.com/stripe-archive/nextjs-typescript-react-stripe-js/issues/6: an endpoint
  // that is registered with a slash would never hear of anything. So the redirect is made here, for every
  // other address.
  skipTrailingSlashRedirect: true,
  redirects: async () => [
    { source: '/:path((?!api/webhooks/stripe/$).+)/', destination: '/:path', permanent: true },
  ],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    {
      // RFC 6797, section 7.2: not over plain HTTP, such as on a developer's machine.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [strictTransportSecurity],
    },
  ],
}

export default config
