import type { Env } from '../env'

/**
 * URL parsers drop these, so the URL checked would differ from the one returned. Headers cannot carry all of
 * them.
 */
const DROPPED = /[\s\p{Cc}]/u

/**
 * What is wrong with Stripe's portal URL, as a log message that does not repeat it; null when it may be
 * returned. It must be https on one of STRIPE_PORTAL_HOSTS. Local deployments also allow http.
 */
export function portalUrlProblem(
  url: unknown,
  { appEnv, stripe }: Pick<Env, 'appEnv' | 'stripe'>,
): string | null {
  if (typeof url !== 'string' || !URL.canParse(url) || DROPPED.test(url))
    return 'Stripe returned no portal URL.'
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && appEnv === 'local')
  if (!isSecure) return 'The portal URL is not https.'
  if (!stripe.portalHosts.includes(host))
    return 'The portal URL is on another host: set STRIPE_PORTAL_HOSTS if the portal has a custom domain.'
  return null
}
