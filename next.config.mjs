/**
 * Headers for every URL of every deployment. `proxy.ts` sends the Content-Security-Policy, which needs a
 * fresh nonce per page and the portal's host at run time, and `instrumentation.ts` Strict-Transport-Security.
 *
 * The referrer policy is `same-origin`: with `no-referrer`, browsers send `Origin: null` with a form post,
 * which the same-origin check of the billing portal refuses.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  // For the container alone: a folder with the server and the packages that it loads. `next start` warns
  // about it, and the tools need all packages.
  ...(process.env.BUILD_STANDALONE === '1' && { output: 'standalone' }),
  // For tests and benchmarks alone: `npm run check` checks the types, and a build spends half its time on them.
  typescript: { ignoreBuildErrors: process.env.SKIP_TYPE_CHECK === '1' },
  poweredByHeader: false,
  reactStrictMode: true,
  // Keeps `next dev` from writing instructions for coding agents into the working tree.
  agentRules: false,
  experimental: {
    // The largest body of a server action; Next's default is 1 MB. lib/http/api-handler.ts limits routes.
    serverActions: { bodySizeLimit: '64kb' },
    // How much of a body proxy.ts buffers; Next's default is 10 MB. Larger than the limit above, so that a
    // larger body meets that limit.
    proxyClientMaxBodySize: '128kb',
    // Otherwise a starting server loads the code of every page while the first request waits.
    // https://nextjs.org/docs/app/guides/memory-usage
    preloadEntriesOnStart: false,
  },
  // Next's redirect of trailing slashes has no exceptions, and Stripe counts a redirect as a failed delivery
  // (https://github.com/stripe-archive/nextjs-typescript-react-stripe-js/issues/6). A webhook registered with
  // a trailing slash would never receive an event. `redirects` below therefore excludes the webhook.
  skipTrailingSlashRedirect: true,
  redirects: async () => [
    { source: '/:path((?!api/webhooks/stripe/$).+)/', destination: '/:path', permanent: true },
  ],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default config
