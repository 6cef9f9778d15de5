import type { Env } from '../env'

/**
 * URL parsers drop these, so that the address checked here would not be the one handed out; and a header
 * cannot carry them all.
 */
const DROPPED = /[\s\p{Cc}]/u

/**
 * What is wrong with a portal URL that Stripe answered with, in words for the log that do not repeat it; null
 * when it may be handed out. It must be https on one of STRIPE_PORTAL_HOSTS; only locally, where the portal
 * is on this machine, http is enough.
 */
export function portalUrlProblem(
  url: unknown,
  { appEnv, stripe }: Pick<Env, 'appEnv' | 'stripe'>,
): string | null {
  if (typeof url !== 'string' || !URL.canParse(url) || DROPPED.test(url))
    return 'Stripe answered without a portal URL.'
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && appEnv === 'local')
  if (!isSecure) return 'The portal URL is not https.'
  if (!stripe.portalHosts.includes(host))
    return 'The portal URL is on another host: set STRIPE_PORTAL_HOSTS if the portal has a domain of its own.'
  return null
}
